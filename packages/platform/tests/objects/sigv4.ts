import { createHash, createHmac, timingSafeEqual } from 'node:crypto';
import type { IncomingMessage } from 'node:http';

export const credentials = {
  accessKeyId: 'AKIDEXAMPLE',
  secretAccessKey: 'wJalrXUtnFEMI/K7MDENG+bPxRfiCYEXAMPLEKEY',
};

const hmac = (key: string | Buffer, text: string) => createHmac('sha256', key).update(text).digest();
export const sha256 = (data: string | Buffer) => createHash('sha256').update(data).digest('hex');

/** RFC 3986, as AWS wants it: everything but unreserved characters. */
const encode = (text: string) =>
  encodeURIComponent(text).replaceAll(
    /[!'()*]/g,
    (sign) => `%${sign.charCodeAt(0).toString(16).toUpperCase()}`,
  );

interface Claim {
  credential: string;
  signedHeaders: string;
  signature: string;
  date: string;
  payload: string;
}

function claimOf(request: IncomingMessage, url: URL): Claim | undefined {
  const query = (name: string) => url.searchParams.get(`X-Amz-${name}`) ?? '';
  if (url.searchParams.has('X-Amz-Signature')) {
    const [credential, signedHeaders, signature, date] = [
      ...[query('Credential'), query('SignedHeaders'), query('Signature'), query('Date')],
    ];
    return {
      credential: credential!,
      signedHeaders: signedHeaders!,
      signature: signature!,
      date: date!,
      payload: 'UNSIGNED-PAYLOAD',
    };
  }
  const { authorization = '' } = request.headers;
  const [, credential, signedHeaders, signature] =
    /^AWS4-HMAC-SHA256 Credential=([^,]+), SignedHeaders=([^,]+), Signature=([0-9a-f]{64})$/.exec(
      authorization,
    ) ?? [];
  if (!credential || !signedHeaders || !signature) return undefined;
  const header = (name: string) => String(request.headers[name] ?? '');
  return {
    credential,
    signedHeaders,
    signature,
    date: header('x-amz-date'),
    payload: header('x-amz-content-sha256'),
  };
}

function canonicalRequest(request: IncomingMessage, url: URL, claim: Claim): string {
  const query = [...url.searchParams]
    .filter(([name]) => name !== 'X-Amz-Signature')
    .map(([name, value]) => `${encode(name)}=${encode(value)}`)
    .sort()
    .join('&');
  const headers = claim.signedHeaders
    .split(';')
    .map(
      (name) =>
        `${name}:${String(request.headers[name] ?? '')
          .trim()
          .replaceAll(/ +/g, ' ')}\n`,
    )
    .join('');
  return [request.method, url.pathname, query, headers, claim.signedHeaders, claim.payload].join('\n');
}

/** Why AWS would refuse this request (Signature Version 4), undefined when it would not. Written from its specification. */
export function sigv4Problem(request: IncomingMessage, body: Buffer, nowMs: number): string | undefined {
  const url = new URL(request.url ?? '/', 'http://double');
  const claim = claimOf(request, url);
  if (!claim) return 'AccessDenied';
  const [keyId, day = '', region = '', service = '', end] = claim.credential.split('/');
  if (keyId !== credentials.accessKeyId || end !== 'aws4_request') return 'InvalidAccessKeyId';
  if (claim.payload !== 'UNSIGNED-PAYLOAD' && claim.payload !== sha256(body))
    return 'XAmzContentSHA256Mismatch';
  const [, ...parts] = /^(\d{4})(\d\d)(\d\d)T(\d\d)(\d\d)(\d\d)Z$/.exec(claim.date) ?? [];
  const [year = 0, month = 1, ...rest] = parts.map(Number);
  const atMs = Date.UTC(year, month - 1, ...rest);
  const lastsMs = Number(url.searchParams.get('X-Amz-Expires') ?? 900) * 1000;
  if (!(atMs - 900_000 < nowMs && nowMs < atMs + lastsMs)) return 'RequestExpired';
  const scope = [day, region, service, end].join('/');
  const text = ['AWS4-HMAC-SHA256', claim.date, scope, sha256(canonicalRequest(request, url, claim))].join(
    '\n',
  );
  const key = [region, service, 'aws4_request'].reduce<Buffer>(
    (last, part) => hmac(last, part),
    hmac(`AWS4${credentials.secretAccessKey}`, day),
  );
  const [expected, given] = [hmac(key, text), Buffer.from(claim.signature, 'hex')];
  const fits = given.length === expected.length && timingSafeEqual(given, expected);
  return fits ? undefined : 'SignatureDoesNotMatch';
}
