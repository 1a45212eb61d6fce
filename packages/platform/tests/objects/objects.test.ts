import { randomBytes } from 'node:crypto';
import { Readable } from 'node:stream';
import { buffer } from 'node:stream/consumers';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { objectSubjects, partBytes } from './object-subjects.ts';
import type { ObjectSubject } from './object-subjects.ts';

const contentType = 'video/mp4';
/** Content in pieces that fit no part. */
const inPieces = (content: Buffer) =>
  Readable.from(
    (function* pieces() {
      for (let at = 0; at < content.length; at += 700_001) yield content.subarray(at, at + 700_001);
    })(),
  );

describe.each(Object.entries(objectSubjects))('objects on %s', (_name, open) => {
  let subject: ObjectSubject;
  beforeAll(async () => {
    subject = await open();
  });
  afterAll(() => subject.close());

  const read = async (key: string, range?: { start: number; end?: number }) => {
    const found = await subject.objects.get(key, range);
    return found && buffer(found.stream);
  };

  test.each([
    ['nothing', 0],
    ['a little', 11],
    ['exactly a part', partBytes],
    ['parts and a bit', 2 * partBytes + 12_345],
  ])('%s comes back byte for byte, with its size and type', async (what, bytes) => {
    const key = `recordings/rec_1/${what.replaceAll(' ', '-')}.mp4`;
    const content = randomBytes(bytes);
    const info = { key, bytes, contentType };
    expect(await subject.objects.put(key, inPieces(content), { contentType })).toEqual(info);
    expect(await subject.objects.head(key)).toEqual(info);
    expect((await read(key))?.equals(content)).toBe(true);
  });

  test('a put over an object replaces it, and its type', async () => {
    await subject.objects.put('over', Buffer.from('first'), { contentType });
    await subject.objects.put('over', Buffer.from('second!'), { contentType: 'text/plain' });
    expect(await subject.objects.head('over')).toMatchObject({ bytes: 7, contentType: 'text/plain' });
  });

  test('a range is just that, and one outside is refused', async () => {
    await subject.objects.put('range', Buffer.from('0123456789'), { contentType });
    const text = async (start: number, end?: number) =>
      (await read('range', { start, ...(end === undefined ? {} : { end }) }))?.toString();
    expect([await text(0, 0), await text(2, 5), await text(7), await text(8, 99)]).toEqual([
      ...['0', '2345', '789', '89'],
    ]);
    for (const start of [10, -1, 0.5])
      await expect(subject.objects.get('range', { start })).rejects.toMatchObject({ code: 'unprocessable' });
  });

  test('what is not there is null, and deleting it twice is deleting it once', async () => {
    expect([await subject.objects.head('none'), await subject.objects.get('none')]).toEqual([null, null]);
    await subject.objects.put('gone', Buffer.from('x'), { contentType });
    await subject.objects.delete('gone');
    await subject.objects.delete('gone');
    expect(await subject.objects.head('gone')).toBeNull();
  });

  test.each([0, 2])('content that breaks off leaves nothing behind (after %i parts)', async (parts) => {
    const broken = Readable.from(
      (async function* pieces() {
        for (let n = 0; n < parts; n += 1) yield randomBytes(partBytes);
        yield Buffer.from('and then');
        throw new Error('the recorder died');
      })(),
    );
    const key = `broken-${String(parts)}`;
    await expect(subject.objects.put(key, broken, { contentType })).rejects.toMatchObject({
      code: 'unavailable',
    });
    expect(await subject.objects.head(key)).toBeNull();
  });

  test.each([
    '',
    '/',
    '../secret',
    'a/../b',
    'a//b',
    '.hidden',
    'a/.b',
    'a\0b',
    'a b',
    'a\\b',
    '/etc/passwd',
    'a/',
  ])('%j is no key', async (key) => {
    await expect(subject.objects.put(key, Buffer.from('x'), { contentType })).rejects.toMatchObject({
      code: 'invalid-request',
    });
    await expect(subject.objects.head(key)).rejects.toMatchObject({ code: 'invalid-request' });
  });

  test('an address is good for whoever has it, ranges included, and saves under the name', async () => {
    await subject.objects.put('films/one.mp4', Buffer.from('0123456789'), { contentType });
    const url = await subject.objects.downloadUrl('films/one.mp4', {
      ...{ expiresInSeconds: 60, fileName: 'Μάθημα "1".mp4' },
    });
    const whole = await fetch(url);
    expect([whole.status, await whole.text(), whole.headers.get('content-type')]).toEqual([
      ...[200, '0123456789', contentType],
    ]);
    expect(whole.headers.get('content-disposition')).toContain(
      `filename*=UTF-8''${encodeURIComponent('Μάθημα "1".mp4')}`,
    );
    const part = await fetch(url, { headers: { range: 'bytes=2-4' } });
    expect([part.status, await part.text(), part.headers.get('content-range')]).toEqual([
      ...[206, '234', 'bytes 2-4/10'],
    ]);
    expect((await fetch(url, { headers: { range: 'bytes=10-' } })).status).toBe(416);
  });

  test('an address that was changed, is for another object, or has expired opens nothing', async () => {
    for (const key of ['a/one', 'a/two']) await subject.objects.put(key, Buffer.from(key), { contentType });
    const url = await subject.objects.downloadUrl('a/one', { expiresInSeconds: 60 });
    const longer = url.replace(
      /(expires=|X-Amz-Expires=)(\d+)/,
      (_all, name: string, time: string) => name + String(Number(time) + 1),
    );
    for (const wrong of [url.replace('a/one', 'a/two'), longer, url.replace(/.$/, '~'), url.split('?')[0]!]) {
      const answer = await fetch(wrong);
      expect([403, 404]).toContain(answer.status);
      expect(await answer.text()).not.toContain('a/');
    }
    expect((await fetch(url)).status).toBe(200);
    subject.pass(61_000);
    expect([403, 404]).toContain((await fetch(url)).status);
  });

  test.each([0, -1, 0.5, 604_801])('an address cannot last %d seconds', async (expiresInSeconds) => {
    await expect(subject.objects.downloadUrl('a/one', { expiresInSeconds })).rejects.toMatchObject({
      code: 'invalid-request',
    });
  });
});
