import { expect, it } from 'vitest';
import type { TimelineEntry } from '../../api/api.ts';
import type { RecordedPerson } from './flight-record.ts';
import { networkSpans } from './network-spans.ts';
import { whyUnheard } from './why-unheard.ts';

const ms = (seconds: number) => Date.UTC(2026, 10, 20, 10, 0, seconds);
const entry = (seconds: number, type: string, data: TimelineEntry['data'], by: string | null = 'par_a') => ({
  ...{ seq: seconds + 1, at: new Date(ms(seconds)).toISOString(), type, data, by },
  participantId: 'par_a',
});
const joined = (audio: boolean) => entry(0, 'participant.joined', { participant: { id: 'par_a', audio } });
const presence = (seconds: number, connected: boolean, quality: string) =>
  entry(seconds, 'presence.changed', { connected, quality }, null);

function person(...entries: TimelineEntry[]): RecordedPerson {
  const stays = [{ participantId: 'par_a', fromMs: ms(0), toMs: ms(60) }];
  return { id: 'par_a', userId: 'amara', name: 'Amara', role: 'attendee', stays, entries };
}

it('finds nothing where nothing was wrong', () => {
  expect(whyUnheard(person(joined(true)))).toEqual([]);
});

it('says that a microphone was never on, and why', () => {
  const failed = entry(1, 'device.failed', { device: 'microphone', code: 'permission-denied' });
  expect(whyUnheard(person(joined(false), failed))).toEqual([
    { kind: 'never-on' },
    { kind: 'device', atMs: ms(1), entry: failed },
  ]);
});

it('tells being muted by somebody from muting oneself, and a camera from a microphone', () => {
  const reasons = whyUnheard(
    person(
      joined(true),
      entry(5, 'media.changed', { audio: false }),
      entry(6, 'media.changed', { audio: true }),
      entry(7, 'media.changed', { audio: false }, 'par_host'),
      entry(8, 'device.failed', { device: 'camera', code: 'device-in-use' }),
    ),
  );
  expect(reasons).toEqual([{ kind: 'muted-by-another', atMs: ms(7) }]);
});

it('lays out when the connection was poor or away, in the order of time, to the end of the stay', () => {
  const one = person(
    joined(true),
    presence(10, true, 'poor'),
    presence(20, false, 'poor'),
    presence(25, true, 'fair'),
    presence(30, true, 'good'),
    presence(50, true, 'poor'),
  );
  const [stay] = one.stays;
  if (!stay) throw new Error('There is no stay.');
  expect(networkSpans(stay, one.entries)).toEqual([
    { level: 'poor', fromMs: ms(10), toMs: ms(20) },
    { level: 'away', fromMs: ms(20), toMs: ms(25) },
    { level: 'fair', fromMs: ms(25), toMs: ms(30) },
    { level: 'poor', fromMs: ms(50), toMs: ms(60) },
  ]);
  expect(whyUnheard(one).map(({ kind }) => kind)).toEqual(['network', 'network', 'network']);
});
