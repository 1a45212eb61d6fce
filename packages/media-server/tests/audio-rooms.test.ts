import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import type { FromAudio } from '../src/children/messages.ts';
import { eachPacket } from '../src/rtp/packet-bundle.ts';
import { AudioProcess } from '../src/audio/audio-process.ts';
import { parseRtp, type RtpPacket } from '@cloudmeet/media-core';
import { openRoom, talk, type Person } from './audio/meeting.ts';
import { voice } from './audio/talker.ts';

const person = (n: number, amplitude?: number): Person => ({
  participantId: `par_${n}`,
  uplink: 10 * n,
  own: 10 * n + 1,
  sound: voice(300 + 170 * n, amplitude),
});
const [ann, bob] = [person(1), person(2)];
const port = 4000;

let audio: AudioProcess;
let said: FromAudio[];
let sent: { packet: RtpPacket; port: number }[];
beforeEach(() => {
  said = [];
  sent = [];
  audio = new AudioProcess({
    keepAliveMs: 500,
    say: (message) => said.push(message),
    port: {
      send: (datagram, to) =>
        eachPacket(datagram, (one) => {
          const packet = parseRtp(Buffer.from(one));
          if (packet) sent.push({ packet, port: to });
        }),
      hold: () => undefined,
      takeWaiting: () => undefined,
      release: () => undefined,
    },
  });
});
afterEach(() => audio.close());
const metric = (name: string) => audio.metrics()[`audio_${name}`] ?? NaN;
const open = (...people: Person[]) => openRoom((message) => audio.onMessage(message), 1, 5, port, people);
const deliver = (datagram: Uint8Array) => audio.onDatagram(Buffer.from(datagram), performance.now());

describe('a room in the audio process', () => {
  it('costs nothing for who is muted: no packet of theirs is decoded, nothing is mixed', async () => {
    open(ann);
    audio.onMessage({ t: 'source', room: 1, ...ann, kind: 'audio', edgePort: port, open: false });
    await talk([ann], 0.5, deliver);
    expect(metric('frames_decoded_total')).toBe(0);
    expect(metric('frames_mixed_total')).toBe(0);
    audio.onMessage({ t: 'source', room: 1, ...ann, kind: 'audio', edgePort: port, open: true });
    await talk([ann], 0.5, deliver);
    expect(metric('frames_decoded_total')).toBeGreaterThan(10);
  });

  it('says how late and how unevenly the packets of who is heard come, and nothing of who is silent', async () => {
    open(ann, bob);
    await talk([ann], 0.3, deliver);
    expect(metric(`late_ms_${String(ann.uplink)}`)).toBeGreaterThanOrEqual(0);
    expect(metric(`jitter_ms_${String(ann.uplink)}`)).toBeGreaterThanOrEqual(0);
    expect(metric(`late_ms_${String(bob.uplink)}`)).toBeNaN();
  });

  it('decodes nothing of who sends silence without a voice in it', async () => {
    const silent = { ...bob, sound: () => 0 };
    open(ann, silent);
    await talk([ann, silent], 2, deliver);
    const decoded = metric('frames_decoded_total');
    expect(decoded).toBeGreaterThan(90);
    expect(decoded).toBeLessThan(175);
  });

  it('encodes once for all listeners and once for each who is heard, five at most', async () => {
    const many = Array.from({ length: 8 }, (_, n) => person(n + 1, n < 5 ? 9000 : 900));
    open(...many);
    await talk(many, 1, deliver);
    const perTick = metric('frames_encoded_total') / metric('frames_mixed_total');
    expect(perTick).toBeGreaterThan(4.5);
    expect(perTick).toBeLessThanOrEqual(6);
    expect(sent.every(({ packet }) => packet.ssrc === 5 || packet.ssrc % 10 === 1)).toBe(true);
  });

  it('counts what was lost on the way up, also of those who are gone', async () => {
    open(ann, bob);
    let n = 0;
    await talk([ann], 1, (datagram) => {
      n += 1;
      if (n % 10 !== 5) deliver(datagram);
    });
    await vi.waitFor(() => expect(metric('packets_lost_total')).toBeGreaterThan(2), { timeout: 3000 });
    const lost = metric('packets_lost_total');
    expect(metric('concealed_seconds_total')).toBeGreaterThan(0.04);
    audio.onMessage({ t: 'source.gone', room: 1, uplink: ann.uplink });
    expect(metric('packets_lost_total')).toBeGreaterThanOrEqual(lost);
    audio.onMessage({ t: 'room.close', room: 1 });
    expect(metric('packets_lost_total')).toBeGreaterThanOrEqual(lost);
  });

  it('rests when nobody is heard, keeps the line alive, and goes on with the clock when somebody speaks', async () => {
    open(ann);
    await talk([ann], 0.4, deliver);
    await vi.waitFor(() => expect(audio.beat().busy).toBe(false), { timeout: 5000 });
    const ticks = metric('ticks_total');
    const encoded = metric('frames_encoded_total');
    const last = sent.at(-1)?.packet.timestamp ?? NaN;
    await vi.waitFor(() => expect(sent.at(-1)?.packet.timestamp).not.toBe(last), { timeout: 3000 });
    expect(sent.at(-1)?.packet.ssrc).toBe(5);
    expect([...(sent.at(-1)?.packet.payload ?? [])]).toEqual([0xf8]);
    expect(metric('ticks_total')).toBe(ticks);
    expect(metric('frames_encoded_total')).toBe(encoded);
    const before = { at: performance.now(), timestamp: sent.at(-1)?.packet.timestamp ?? NaN };
    await talk([ann], 0.2, deliver);
    const after = sent.at(-1)?.packet.timestamp ?? NaN;
    const passed = (performance.now() - before.at) * 48;
    // The clock stood still for longer than this before: a tick that waits for a core is not that.
    expect(Math.abs(((after - before.timestamp) >>> 0) - passed)).toBeLessThan(48 * 150);
  });

  it('says who is loud and who speaks, not more than five times a second, and that all is quiet', async () => {
    open(ann, bob);
    await talk([ann], 1, deliver);
    expect(said.length).toBeLessThanOrEqual(6);
    expect(said.some((one) => one.speaker === 'par_1' && (one.of['par_1'] ?? -127) > -40)).toBe(true);
    expect(said.every((one) => !('par_2' in one.of))).toBe(true);
    await vi.waitFor(() => expect(said.at(-1)).toEqual({ t: 'levels', room: 1, of: {}, speaker: null }), {
      timeout: 5000,
    });
  });

  it('takes the sound of a shared screen out of its sharer’s own mix as well, and never for a speaker', async () => {
    const screen: Person = { participantId: 'par_1', uplink: 19, own: ann.own, sound: voice(2000) };
    open(ann, bob);
    audio.onMessage({ t: 'source', room: 1, ...screen, kind: 'screen-audio', edgePort: port, open: true });
    await talk([screen], 1, deliver);
    expect(sent.some(({ packet }) => packet.ssrc === ann.own)).toBe(true);
    expect(said.every((one) => one.speaker === null && Object.keys(one.of).length === 0)).toBe(true);
  });

  it('sends nothing more of a room that is closed or a source that is gone', async () => {
    open(ann, bob);
    await talk([ann, bob], 0.4, deliver);
    audio.onMessage({ t: 'source.gone', room: 1, uplink: bob.uplink });
    sent.length = 0;
    await talk([ann, bob], 0.3, deliver);
    expect(new Set(sent.map(({ packet }) => packet.ssrc))).toEqual(new Set([5, ann.own]));
    audio.onMessage({ t: 'room.close', room: 1 });
    sent.length = 0;
    await talk([ann], 0.2, deliver);
    expect(sent).toEqual([]);
    expect(metric('rooms')).toBe(0);
  });

  it('does nothing per tick for a thousand rooms in which nobody is heard', async () => {
    for (let room = 1; room <= 1000; room += 1)
      audio.onMessage({ t: 'room.open', room, mix: 100_000 + room });
    openRoom((message) => audio.onMessage(message), 2000, 5, port, [ann]);
    await talk([ann], 0.4, deliver);
    expect(metric('frames_mixed_total')).toBeLessThanOrEqual(metric('ticks_total'));
    expect(metric('rooms_mixing')).toBe(1);
  });
});
