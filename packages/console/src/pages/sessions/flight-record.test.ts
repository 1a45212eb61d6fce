import { describe, expect, it } from 'vitest';
import type { SessionDetail, TimelineEntry } from '../../api/api.ts';
import { flightRecord, placeOf, timeTicks, troubled } from './flight-record.ts';

const at = (minutes: number) => new Date(Date.UTC(2026, 10, 20, 10, minutes)).toISOString();
const ms = (minutes: number) => Date.parse(at(minutes));

const person = (id: string, userId: string, joined: number, left: number | null, reason = 'left') => ({
  ...{ id, userId, name: userId, role: 'attendee' as const, joinedAt: at(joined) },
  leftAt: left === null ? null : at(left),
  leaveReason: left === null ? null : reason,
});
const entry = (
  seq: number,
  minutes: number,
  type: string,
  data: TimelineEntry['data'],
  participantId?: string,
) => ({
  ...{ seq, at: at(minutes), type, data, by: null },
  participantId: participantId ?? null,
});

const session: SessionDetail = {
  ...{ id: 'ses', roomId: 'rm', roomName: 'Review', externalId: null, topology: 'p2p' },
  ...{ startedAt: at(0), endedAt: at(60), endReason: 'empty', participantPeak: 3 },
  participants: [
    person('par_a', 'sofia', 0, 60),
    person('par_b', 'amara', 3, 20, 'connection-lost'),
    person('par_c', 'amara', 21, 58),
    person('par_d', 'jonas', 5, 30, 'removed'),
  ],
};
const entries = [
  entry(1, 0, 'session.started', {}),
  entry(2, 3, 'participant.joined', {}, 'par_b'),
  entry(3, 14, 'topology.changed', { from: 'p2p', to: 'mixed', reason: 'publishers' }),
  entry(4, 21, 'participant.joined', {}, 'par_c'),
  entry(5, 50, 'topology.changed', { from: 'mixed', to: 'p2p', reason: 'publishers' }),
];
const record = flightRecord(session, entries, ms(90));

describe('the flight record', () => {
  it('has one row for each person, with every stay and event of theirs', () => {
    expect(record.people.map(({ userId, stays }) => [userId, stays.length])).toEqual([
      ['sofia', 1],
      ['amara', 2],
      ['jonas', 1],
    ]);
    expect(record.people[1]?.entries.map(({ seq }) => seq)).toEqual([2, 4]);
  });

  it('covers the whole time with topologies, without a gap', () => {
    expect(record.topologies.map(({ topology, fromMs, toMs }) => [topology, fromMs, toMs])).toEqual([
      ['p2p', ms(0), ms(14)],
      ['mixed', ms(14), ms(50)],
      ['p2p', ms(50), ms(60)],
    ]);
  });

  it('runs until now while the session runs', () => {
    const running = { ...session, endedAt: null, participants: [person('par_a', 'sofia', 0, null)] };
    const live = flightRecord(running, [], ms(90));
    expect([live.toMs, live.people[0]?.stays[0]?.toMs]).toEqual([ms(90), ms(90)]);
    expect(live.topologies.map(({ topology }) => topology)).toEqual(['p2p']);
  });

  it('finds who was cut, and whether they came back', () => {
    expect(
      troubled(record.people, 'connection-lost').map(({ person: { name }, cameBack }) => [name, cameBack]),
    ).toEqual([['amara', true]]);
    expect(troubled(record.people, 'removed').map(({ cameBack }) => cameBack)).toEqual([false]);
  });

  it('places moments inside the line, whatever the clocks said', () => {
    expect([ms(-5), ms(0), ms(30), ms(60), ms(70)].map((moment) => placeOf(moment, record))).toEqual([
      0, 0, 0.5, 1, 1,
    ]);
  });

  it.each([0.2, 1, 7, 60, 300, 3000])('has at most eight round marks over %d minutes', (minutes) => {
    const ticks = timeTicks({ fromMs: ms(0) + 1234, toMs: ms(0) + minutes * 60_000 + 1234 });
    expect(ticks.length).toBeGreaterThan(0);
    expect(ticks.length).toBeLessThanOrEqual(8);
    expect(ticks.every((tick) => tick % 1000 === 0)).toBe(true);
  });
});
