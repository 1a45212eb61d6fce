import { randomBytes } from 'node:crypto';
import { Webhook } from 'standardwebhooks';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { verifyWebhook } from './verify-webhook.ts';

const secret = `whsec_${randomBytes(32).toString('base64')}`;
const body = JSON.stringify({
  type: 'participant.joined',
  timestamp: '2026-11-21T09:30:00.000Z',
  seq: 3,
  data: { roomId: 'rm_1', participant: { name: 'Άννα' } },
});
const id = 'msg_2f6f0a1d9b3e4a539c570b7a2c4e8f1d';

/** Signed by the package that Standard Webhooks publishes, not by ours. */
function signed(text = body, at = new Date(), key = secret) {
  return {
    'webhook-id': id,
    'webhook-timestamp': String(Math.floor(at.getTime() / 1000)),
    'webhook-signature': new Webhook(key).sign(id, at, text),
  };
}
const refused = (run: () => unknown, words: RegExp, code = 'invalid-webhook') => {
  expect(run).toThrow(expect.objectContaining({ code, message: expect.stringMatching(words) }));
};

describe('verifyWebhook', () => {
  it('WH-4 believes what the published Standard Webhooks package signed, whatever is in it', () => {
    fc.assert(
      fc.property(fc.json(), fc.uint8Array({ minLength: 24, maxLength: 64 }), (data, key) => {
        const text = JSON.stringify({ type: 'room.created', timestamp: 'now', data: JSON.parse(data) });
        const other = `whsec_${Buffer.from(key).toString('base64')}`;
        const event = verifyWebhook(text, signed(text, new Date(), other), other);
        expect(event).toEqual({ ...JSON.parse(text), id });
      }),
    );
  });

  it('returns the event with its id, which is the same when it comes again', () => {
    expect(verifyWebhook(body, signed(), secret)).toMatchObject({
      id,
      type: 'participant.joined',
      seq: 3,
      data: { participant: { name: 'Άννα' } },
    });
  });

  it('takes headers of Node, of fetch and in any case, and a body of bytes', () => {
    const headers = signed();
    const upper = Object.fromEntries(
      Object.entries(headers).map(([name, value]) => [name.toUpperCase(), value]),
    );
    for (const form of [headers, new Headers(headers), upper])
      expect(verifyWebhook(Buffer.from(body), form, secret).id).toBe(id);
  });

  it('WH-6 believes either secret while one takes over from the other', () => {
    const old = `whsec_${randomBytes(32).toString('base64')}`;
    const both = `${signed()['webhook-signature']} ${signed(body, new Date(), old)['webhook-signature']}`;
    const headers = { ...signed(), 'webhook-signature': both };
    expect(verifyWebhook(body, headers, old).id).toBe(id);
    expect(verifyWebhook(body, headers, secret).id).toBe(id);
    expect(verifyWebhook(body, signed(), [old, secret]).id).toBe(id);
  });

  it('refuses a body of which one character changed, and headers of another one', () => {
    refused(() => verifyWebhook(body.replace('3', '4'), signed(), secret), /No signature/);
    refused(() => verifyWebhook(body, { ...signed(), 'webhook-id': 'msg_other' }, secret), /No signature/);
    const later = String(Math.floor(Date.now() / 1000) + 1);
    refused(() => verifyWebhook(body, { ...signed(), 'webhook-timestamp': later }, secret), /No signature/);
    refused(
      () => verifyWebhook(body, signed(), `whsec_${randomBytes(32).toString('base64')}`),
      /No signature/,
    );
  });

  it('WH-5 refuses what is older or newer than five minutes, although it is signed', () => {
    const at = (seconds: number) => new Date(Date.now() + seconds * 1000);
    for (const seconds of [-298, 298])
      expect(verifyWebhook(body, signed(body, at(seconds)), secret).id).toBe(id);
    refused(() => verifyWebhook(body, signed(body, at(-302)), secret), /too old/);
    refused(() => verifyWebhook(body, signed(body, at(302)), secret), /future/);
  });

  it.each(['webhook-id', 'webhook-timestamp', 'webhook-signature'])('refuses one without %s', (name) => {
    const { [name as 'webhook-id']: _left, ...headers } = signed();
    refused(() => verifyWebhook(body, headers, secret), new RegExp(`${name} is missing`));
  });

  it.each(['v1', 'v1,', 'v1a,AAAA', 'v2,AAAA', ',', 'v1,===='])(
    'believes no signature like %s',
    (signature) => {
      refused(
        () => verifyWebhook(body, { ...signed(), 'webhook-signature': signature }, secret),
        /No signature/,
      );
    },
  );

  it('never takes a secret that cannot be one: with an empty key anybody could sign', () => {
    for (const wrong of ['', 'whsec_', 'whsec_short', 'cm_test_abc', 'whsec_!!!'])
      refused(() => verifyWebhook(body, signed(), wrong), /not one of a webhook/, 'invalid-argument');
    refused(() => verifyWebhook(body, signed(), []), /No signature/);
  });

  it('refuses a signed text that is no event', () => {
    refused(() => verifyWebhook('not json', signed('not json'), secret), /not JSON/);
    refused(() => verifyWebhook('3', signed('3'), secret), /not an event/);
  });
});
