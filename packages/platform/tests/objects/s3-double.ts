import { createServer } from 'node:http';
import type { IncomingMessage, ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { sha256, sigv4Problem } from './sigv4.ts';

interface Stored {
  content: Buffer;
  contentType: string;
}

/** A test double of S3: the operations we use, in memory, for requests whose signature fits. */
export interface S3Double {
  endpoint: string;
  objects: Map<string, Stored>;
  /** Uploads that were begun and neither completed nor taken back. */
  uploads: Map<string, { path: string; contentType: string; parts: Map<number, Buffer> }>;
  /** Parts of the largest upload so far. */
  partsMost: number;
  /** Answers 500 to requests of this kind. */
  failing: ((request: IncomingMessage) => boolean) | undefined;
  nowMs: () => number;
  close(): Promise<void>;
}

async function read(request: IncomingMessage): Promise<Buffer> {
  const chunks: Buffer[] = [];
  for await (const chunk of request as AsyncIterable<Buffer>) chunks.push(chunk);
  return Buffer.concat(chunks);
}

function refuse(response: ServerResponse, status: number, code: string): void {
  response.writeHead(status, { 'content-type': 'application/xml' });
  response.end(`<?xml version="1.0"?><Error><Code>${code}</Code><Message>${code}</Message></Error>`);
}

function answerXml(response: ServerResponse, name: string, content: string): void {
  response.writeHead(200, { 'content-type': 'application/xml' });
  response.end(`<?xml version="1.0"?><${name}>${content}</${name}>`);
}

function sendObject(request: IncomingMessage, response: ServerResponse, url: URL, stored: Stored): void {
  const { content, contentType } = stored;
  const [, first, last] = /^bytes=(\d+)-(\d*)$/.exec(request.headers.range ?? '') ?? [];
  const start = Number(first ?? 0);
  const end = Math.min(last ? Number(last) : content.length - 1, content.length - 1);
  if (first !== undefined && start >= content.length) {
    refuse(response, 416, 'InvalidRange');
    return;
  }
  const part = content.subarray(start, end + 1);
  response.writeHead(first === undefined ? 200 : 206, {
    'content-type': contentType,
    'content-length': part.length,
    'accept-ranges': 'bytes',
    etag: `"${sha256(content)}"`,
    ...(first === undefined
      ? {}
      : { 'content-range': `bytes ${String(start)}-${String(end)}/${String(content.length)}` }),
    ...(url.searchParams.has('response-content-disposition')
      ? { 'content-disposition': url.searchParams.get('response-content-disposition')! }
      : {}),
  });
  response.end(request.method === 'HEAD' ? undefined : part);
}

function handleUpload(
  double: S3Double,
  request: IncomingMessage,
  response: ServerResponse,
  url: URL,
  body: Buffer,
): boolean {
  const path = url.pathname;
  if (request.method === 'POST' && url.searchParams.has('uploads')) {
    const id = `upload-${String(double.uploads.size)}-${String(Math.random())}`;
    const contentType = request.headers['content-type'] ?? '';
    double.uploads.set(id, { path, contentType, parts: new Map() });
    answerXml(response, 'InitiateMultipartUploadResult', `<UploadId>${id}</UploadId>`);
    return true;
  }
  const id = url.searchParams.get('uploadId');
  if (id === null) return false;
  const upload = double.uploads.get(id);
  if (!upload) refuse(response, 404, 'NoSuchUpload');
  else if (request.method === 'PUT') {
    upload.parts.set(Number(url.searchParams.get('partNumber')), body);
    double.partsMost = Math.max(double.partsMost, upload.parts.size);
    response.writeHead(200, { etag: `"${sha256(body)}"` }).end();
  } else if (request.method === 'DELETE') {
    double.uploads.delete(id);
    response.writeHead(204).end();
  } else {
    const numbers = [...body.toString().matchAll(/<PartNumber>(\d+)<\/PartNumber>/g)].map(([, n]) =>
      Number(n),
    );
    const content = Buffer.concat(numbers.map((number) => upload.parts.get(number) ?? Buffer.alloc(0)));
    double.objects.set(path, { content, contentType: upload.contentType });
    double.uploads.delete(id);
    answerXml(response, 'CompleteMultipartUploadResult', '<ETag>"x"</ETag>');
  }
  return true;
}

async function handle(double: S3Double, request: IncomingMessage, response: ServerResponse): Promise<void> {
  const body = await read(request);
  const url = new URL(request.url ?? '/', double.endpoint);
  const problem = sigv4Problem(request, body, double.nowMs());
  if (problem) {
    refuse(response, 403, problem);
    return;
  }
  if (double.failing?.(request)) {
    refuse(response, 500, 'InternalError');
    return;
  }
  if (handleUpload(double, request, response, url, body)) return;
  const path = url.pathname;
  const stored = double.objects.get(path);
  if (request.method === 'PUT') {
    double.objects.set(path, { content: body, contentType: request.headers['content-type'] ?? '' });
    response.writeHead(200, { etag: `"${sha256(body)}"` }).end();
  } else if (request.method === 'DELETE') {
    double.objects.delete(path);
    response.writeHead(204).end();
  } else if (stored) sendObject(request, response, url, stored);
  else if (request.method === 'HEAD') response.writeHead(404).end();
  else refuse(response, 404, 'NoSuchKey');
}

export async function startS3Double(): Promise<S3Double> {
  const double: S3Double = {
    ...{ endpoint: '', objects: new Map(), uploads: new Map(), partsMost: 0, failing: undefined },
    nowMs: Date.now,
    close: () =>
      new Promise((resolve) => {
        server.closeAllConnections();
        server.close(() => resolve());
      }),
  };
  const server = createServer((request, response) => {
    void handle(double, request, response);
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  double.endpoint = `http://127.0.0.1:${String((server.address() as AddressInfo).port)}`;
  return double;
}
