import { expect, test } from 'vitest';
import { writeAnswer } from './answer.ts';
import { negotiate } from './negotiate.ts';
import { OfferError, readOffer } from './offer.ts';

const session = ['v=0', 'o=- 1 2 IN IP4 127.0.0.1', 's=-', 't=0 0', 'a=group:BUNDLE 0 1 2 3'];
const transport = [
  'c=IN IP4 0.0.0.0',
  'a=ice-ufrag:abcd',
  'a=ice-pwd:abcdefghijklmnopqrstuvwx',
  'a=fingerprint:sha-256 00:11',
  'a=setup:actpass',
  'a=rtcp-mux',
];
const opus = ['a=rtpmap:111 opus/48000/2', 'a=fmtp:111 minptime=10;useinbandfec=1'];
const vp8 = ['a=rtpmap:96 VP8/90000', 'a=rtpmap:97 rtx/90000', 'a=fmtp:97 apt=96'];
const h264 = [
  ...['a=rtpmap:98 H264/90000', 'a=fmtp:98 packetization-mode=0;profile-level-id=42e01f'],
  ...['a=rtpmap:102 H264/90000', 'a=fmtp:102 packetization-mode=1;profile-level-id=640c1f'],
  ...['a=rtpmap:108 H264/90000', 'a=fmtp:108 packetization-mode=1;profile-level-id=42e01f'],
  ...['a=rtpmap:109 rtx/90000', 'a=fmtp:109 apt=108'],
];

interface Line {
  kind: string;
  direction: string;
  codecs: string[];
  more?: string[];
  port?: number;
}

function offerOf(lines: Line[], head = session): string {
  const sections = lines.flatMap(({ kind, direction, codecs, more = [], port = 9 }, i) => [
    ...[`m=${kind} ${String(port)} UDP/TLS/RTP/SAVPF 96 98 102 108 111`, ...transport],
    ...[`a=mid:${String(i)}`, `a=${direction}`, ...codecs, ...more],
  ]);
  return [...head, ...sections, ''].join('\r\n');
}

const standard = (video: string[]): Line[] => [
  { kind: 'audio', direction: 'sendrecv', codecs: opus, more: ['a=ssrc:11 cname:x'] },
  {
    ...{ kind: 'video', direction: 'sendrecv', codecs: video },
    more: [
      ...['a=ssrc-group:FID 21 22', 'a=ssrc:21 cname:x', 'a=ssrc:22 cname:x'],
      ...['a=extmap:3 http://www.webrtc.org/experiments/rtp-hdrext/abs-send-time'],
    ],
  },
  { kind: 'video', direction: 'sendonly', codecs: video },
  { kind: 'audio', direction: 'sendonly', codecs: opus },
];

const parts = {
  version: 1,
  ice: { fragment: 'local', password: 'secret' },
  fingerprint: { algorithm: 'sha-256', value: 'AA:BB' },
  candidates: [{ transport: 'udp' as const, address: '192.0.2.1', port: 4000 }],
  sources: { cname: 'c', audio: 1, video: 2, repeat: 3 },
};

const agree = (sdp: string, tracks = {}) => negotiate(readOffer(sdp), tracks);

test('lines that stand in the bundle alone, with port 0 as Firefox writes them, are taken; port 0 else is not', () => {
  const [first, ...others] = standard(vp8);
  if (!first) throw new Error('There is no first line.');
  const bundled = others.map((line) => ({ ...line, port: 0, more: [...(line.more ?? []), 'a=bundle-only'] }));
  const tracks = { 0: 'audio', 1: 'video', 2: 'screen', 3: 'screen-audio' } as const;
  const taken = (lines: Line[]) =>
    negotiate(readOffer(offerOf(lines)), tracks).lines.map((line) => line !== null);
  expect(taken([first, ...bundled])).toEqual([true, true, true, true]);
  expect(taken([first, ...others.map((line) => ({ ...line, port: 0 }))])).toEqual([
    true,
    false,
    false,
    false,
  ]);
});

test('H.264 baseline with fragmentation is chosen before VP8, wherever it stands', () => {
  const [, video] = agree(offerOf(standard([...vp8, ...h264]))).lines;
  expect(video).toMatchObject({ codec: 'H264', payloadType: 108, repeatType: 109, sendTimeExtension: 3 });
});

test('VP8 is taken where H.264 is missing or cannot be fragmented', () => {
  const { lines } = agree(offerOf(standard([...h264.slice(0, 2), ...vp8])));
  expect(lines[1]).toMatchObject({ codec: 'VP8', payloadType: 96, repeatType: 97 });
});

test('a video line with nothing in common is refused alone, and sound goes on', () => {
  const agreement = agree(offerOf(standard(['a=rtpmap:45 AV1/90000'])));
  expect(agreement.lines.map((line) => line?.codec ?? null)).toEqual(['opus', null, null, 'opus']);
  const answer = writeAnswer({ agreement, ...parts });
  expect(answer.match(/^m=video 0 /gm)?.length).toBe(2);
  expect(answer).toContain('a=group:BUNDLE 0 3\r\n');
});

test('the mix and the picture go down the first two lines, everything comes up', () => {
  const { lines } = agree(offerOf(standard(h264)));
  expect(lines.map((line) => line?.direction)).toEqual(['sendrecv', 'sendrecv', 'recvonly', 'recvonly']);
  const listening = agree(offerOf(standard(h264).map((line) => ({ ...line, direction: 'recvonly' }))));
  expect(listening.lines.map((line) => line?.direction)).toEqual([
    'sendonly',
    'sendonly',
    'inactive',
    'inactive',
  ]);
});

test('the loudness of packets is agreed on for sound where the client offers it', () => {
  const extmap = 'a=extmap:6 urn:ietf:params:rtp-hdrext:ssrc-audio-level vad=on';
  const offered = standard(h264).map((line) => ({ ...line, more: [...(line.more ?? []), extmap] }));
  const agreement = agree(offerOf(offered));
  expect(agreement.lines.map((line) => line?.levelExtension)).toEqual([6, null, null, 6]);
  const answer = writeAnswer({ agreement, ...parts });
  expect(answer.match(/a=extmap:6 urn:ietf:params:rtp-hdrext:ssrc-audio-level\r\n/g)?.length).toBe(2);
  const { lines } = agree(offerOf(standard(h264)));
  expect(lines.every((line) => line?.levelExtension === null)).toBe(true);
});

test('tracks say what lines are for, whatever their order', () => {
  const [audio, camera, screen, sound] = standard(h264);
  const lines = [sound, screen, camera, audio].flatMap((line) => line ?? []);
  const tracks = { '0': 'screen-audio', '1': 'screen', '2': 'video', '3': 'audio' } as const;
  expect(agree(offerOf(lines), tracks).lines.map((line) => line?.track)).toEqual([
    ...['screen-audio', 'screen', 'video', 'audio'],
  ]);
});

test('the answer is ICE-lite, names its candidates once and its sources with what repeats them', () => {
  const answer = writeAnswer({ agreement: agree(offerOf(standard(h264))), ...parts });
  expect(answer).toContain('a=ice-lite\r\n');
  expect(answer.match(/a=candidate/g)?.length).toBe(1);
  expect(answer).toContain('a=ssrc-group:FID 2 3\r\n');
  expect(answer.match(/a=setup:active/g)?.length).toBe(4);
  expect(answer).not.toContain('transport-cc');
  expect(answer.split('\r\n').every((line) => !line.includes('\n'))).toBe(true);
});

test.each([
  ['no SDP at all', 'hello'],
  ['no media', session.join('\r\n')],
  ['no bundle', offerOf(standard(h264), session.slice(0, 4))],
  [
    'no codec in common',
    offerOf([{ kind: 'video', direction: 'sendrecv', codecs: ['a=rtpmap:45 AV1/90000'] }]),
  ],
  ['two lines of one name', offerOf(standard(h264)).replace('a=mid:1', 'a=mid:0')],
  ['no credentials', offerOf(standard(h264)).replaceAll(/a=ice-ufrag.*\r\n/g, '')],
  ['no certificate', offerOf(standard(h264)).replaceAll(/a=fingerprint.*\r\n/g, '')],
  ['the wish to be the DTLS client', offerOf(standard(h264)).replaceAll('actpass', 'active')],
])('an offer with %s is refused in words', (_what, sdp) => {
  expect(() => agree(sdp)).toThrow(OfferError);
});

test('a line is never agreed twice for one track', () => {
  const tracks = { '0': 'audio', '1': 'video', '2': 'video', '3': 'audio' } as const;
  const { lines } = agree(offerOf(standard(h264)), tracks);
  expect(lines.map((line) => line?.track ?? null)).toEqual(['audio', 'video', null, null]);
});
