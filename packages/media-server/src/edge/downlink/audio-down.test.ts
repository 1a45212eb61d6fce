import fc from 'fast-check';
import { expect, test } from 'vitest';
import type { SrtpSender } from '../../srtp/srtp-sender.ts';
import { SharedPayloads } from '../../srtp/shared-payloads.ts';
import { AudioDown } from './audio-down.ts';
import { OutgoingSource } from './outgoing-source.ts';

const packet = (timestamp: number, payload: string) => ({
  ...{ timestamp, unixMs: 1, marker: false },
  payloads: new SharedPayloads([Buffer.from(payload)]),
});

function create() {
  const sent: { sequence: number; timestamp: number; payload: string }[] = [];
  const sender: SrtpSender = {
    kind: 'script',
    add: ({ sequence, timestamp }, payloads, n) =>
      void sent.push({ sequence, timestamp, payload: payloads.payload(n).toString() }),
    flush: () => undefined,
    close: () => undefined,
  };
  return { sent, sender, audio: new AudioDown(new OutgoingSource(1, 48_000), 111) };
}

test('each timestamp is sent once, their own mix before the common one, with dense sequence numbers', () => {
  fc.assert(
    fc.property(
      fc.array(fc.record({ own: fc.boolean(), common: fc.boolean() }), { maxLength: 200 }),
      (ticks) => {
        const { sent, sender, audio } = create();
        ticks.forEach((tick, n) => {
          if (tick.own) audio.send(sender, packet(n * 960, 'own'));
          if (tick.common) audio.send(sender, packet(n * 960, 'common'));
        });
        const expected = ticks.flatMap((tick, n) =>
          tick.own || tick.common ? [{ timestamp: n * 960, payload: tick.own ? 'own' : 'common' }] : [],
        );
        expect(sent.map(({ timestamp, payload }) => ({ timestamp, payload }))).toEqual(expected);
        sent.forEach(({ sequence }, i) => expect(sequence).toBe(((sent[0]?.sequence ?? 0) + i) & 0xffff));
      },
    ),
  );
});

test('a report says which moment a timestamp stands for, on the clock of this node or on a foreign one', () => {
  const source = new OutgoingSource(1, 48_000);
  const now = 1_800_000_000_000;
  expect(source.state(now)).toBeNull();
  source.sent((now * 48) % 2 ** 32, now);
  expect(source.state(now + 100)?.timestamp).toBe(((now + 100) * 48) % 2 ** 32);
  source.sent(12_345, now);
  expect(source.state(now + 1000)?.timestamp).toBe(12_345 + 48_000);
});
