import { describe, expect, it } from 'vitest';
import { CloudMeet } from './cloudmeet.ts';
import type { CloudMeetError } from './cloudmeet-error.ts';

interface Sent {
  url: string;
  method: string;
  headers: Headers;
  body: string | undefined;
}

function respond(status: number, body: unknown, headers: Record<string, string> = {}): Response {
  return new Response(status === 204 ? null : JSON.stringify(body), { status, headers });
}

/** A client whose network answers as told, one after the other, and keeps what was sent. */
function clientOf(...answers: (Response | Error)[]) {
  const sent: Sent[] = [];
  const fetch = (url: string | URL | Request, init?: RequestInit): Promise<Response> => {
    sent.push({
      url: url instanceof URL ? url.href : '',
      method: init?.method ?? 'GET',
      headers: new Headers(init?.headers),
      body: typeof init?.body === 'string' ? init.body : undefined,
    });
    const answer = answers.shift() ?? new Error('nothing more was expected');
    return answer instanceof Error ? Promise.reject(answer) : Promise.resolve(answer);
  };
  return { sent, client: new CloudMeet({ apiKey: 'cm_test_x', apiUrl: 'http://127.0.0.1:1/', fetch }) };
}

const busy = () => respond(503, { code: 'unavailable', title: 'Not now.' }, { 'retry-after': '0' });

describe('calls', () => {
  it('repeat a passing failure with the same Idempotency-Key, so that a room is made once', async () => {
    const { client, sent } = clientOf(new TypeError('connection lost'), busy(), respond(201, { id: 'rm_1' }));
    expect(await client.rooms.create({ name: 'Review' })).toEqual({ id: 'rm_1' });
    const keys = sent.map((one) => one.headers.get('idempotency-key'));
    expect(new Set(keys).size).toBe(1);
    expect(keys).toHaveLength(3);
    expect(keys[0]).toMatch(/^[0-9a-f-]{36}$/);
  });

  it('use another Idempotency-Key for another call', async () => {
    const { client, sent } = clientOf(respond(201, {}), respond(201, {}));
    await client.rooms.create();
    await client.rooms.create();
    expect(new Set(sent.map((one) => one.headers.get('idempotency-key'))).size).toBe(2);
  });

  it('give up after three repeats, and never repeat what the API refused', async () => {
    const passing = clientOf(busy(), busy(), busy(), busy());
    await expect(passing.client.tenant.get()).rejects.toMatchObject({ code: 'unavailable', status: 503 });
    expect(passing.sent).toHaveLength(4);
    const refused = clientOf(
      respond(404, { code: 'not-found', title: 'Not here.', fix: 'Check the id.', requestId: 'r' }),
    );
    await expect(refused.client.rooms.get('rm_x')).rejects.toMatchObject({
      name: 'CloudMeetError',
      code: 'not-found',
      fix: 'Check the id.',
      requestId: 'r',
    } satisfies Partial<CloudMeetError>);
    expect(refused.sent).toHaveLength(1);
  });

  it('make an error of an answer that is not the API’s', async () => {
    const { client } = clientOf(new Response('<html>Not found</html>', { status: 404 }));
    await expect(client.rooms.get('rm_x')).rejects.toMatchObject({ code: 'internal', status: 404 });
  });

  it('read lists page by page', async () => {
    const { client, sent } = clientOf(
      respond(200, { data: [{ id: 'a' }, { id: 'b' }], nextCursor: 'next' }),
      respond(200, { data: [{ id: 'c' }], nextCursor: null }),
    );
    const ids: string[] = [];
    for await (const room of client.rooms.list({ limit: 2 })) ids.push(room.id);
    expect(ids).toEqual(['a', 'b', 'c']);
    expect(sent[1]?.url).toContain('limit=2&cursor=next');
  });
});
