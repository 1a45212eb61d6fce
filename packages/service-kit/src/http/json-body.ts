import { isUtf8 } from 'node:buffer';
import type { IncomingMessage } from 'node:http';
import { CloudMeetError, jsonDepth, limits } from '@cloudmeet/contracts';
import type { RequestHandler } from 'express';

export interface JsonBodyOptions {
  /** Default 64 kB. */
  bytesMax?: number;
  /** Levels of arrays and objects. Default 8. */
  depthMax?: number;
}

const jsonType = /^application\/(?:[\w.+-]+\+)?json$/;

/** The type and charset of `Content-Type`, in lower case (RFC 9110 section 8.3). */
function parseContentType(header: string): { type: string; charset: string } {
  const [type = '', ...parameters] = header.toLowerCase().split(';');
  const charset = parameters
    .map((parameter) => parameter.trim().split('='))
    .find(([name]) => name === 'charset')?.[1];
  return { type: type.trim(), charset: charset?.replaceAll('"', '') ?? 'utf-8' };
}

function assertJson(request: IncomingMessage): void {
  const { type, charset } = parseContentType(request.headers['content-type'] ?? '');
  if (!jsonType.test(type)) throw new CloudMeetError('unsupported-media-type');
  if (charset !== 'utf-8' && charset !== 'utf8') {
    throw new CloudMeetError('unsupported-media-type', { detail: 'The body is not in UTF-8.' });
  }
  const encoding = request.headers['content-encoding'] ?? 'identity';
  if (encoding.toLowerCase() !== 'identity') {
    throw new CloudMeetError('unsupported-media-type', { detail: 'The body is compressed.' });
  }
}

/** Reads at most `bytesMax`. What a client sends beyond that is thrown away by Node when the answer is out. */
async function readBytes(request: IncomingMessage, bytesMax: number): Promise<Buffer> {
  if (Number(request.headers['content-length'] ?? 0) > bytesMax)
    throw new CloudMeetError('payload-too-large');
  return new Promise((resolve, reject) => {
    const chunks: Buffer[] = [];
    let bytes = 0;
    request.on('data', (chunk: Buffer) => {
      bytes += chunk.length;
      if (bytes > bytesMax) reject(new CloudMeetError('payload-too-large'));
      else chunks.push(chunk);
    });
    request.once('end', () => {
      resolve(Buffer.concat(chunks));
    });
    request.once('error', reject);
    request.once('aborted', () => {
      reject(new CloudMeetError('malformed-json', { detail: 'The body ended before its end.' }));
    });
  });
}

function parseJson(bytes: Buffer, depthMax: number): unknown {
  if (!isUtf8(bytes)) throw new CloudMeetError('malformed-json', { detail: 'The body is not valid UTF-8.' });
  let value: unknown;
  try {
    value = JSON.parse(bytes.toString('utf8'));
  } catch (cause) {
    throw new CloudMeetError('malformed-json', { cause });
  }
  if (jsonDepth(value, depthMax) > depthMax) throw new CloudMeetError('too-deep');
  return value;
}

function hasBody(request: IncomingMessage): boolean {
  return (
    request.headers['transfer-encoding'] !== undefined || Number(request.headers['content-length'] ?? 0) > 0
  );
}

/**
 * Parses a JSON body into `request.body`; without a body that stays undefined. Refuses, in this order: what is not
 * JSON in UTF-8 (`unsupported-media-type`), is too large, is malformed, is too deep.
 */
export function jsonBody(options: JsonBodyOptions = {}): RequestHandler {
  const { bytesMax = limits.bodyBytes, depthMax = limits.bodyDepth } = options;
  return async (request, _response, next) => {
    if (hasBody(request)) {
      assertJson(request);
      const bytes = await readBytes(request, bytesMax);
      request.body = parseJson(bytes, depthMax);
    }
    next();
  };
}
