import { expect, test } from 'vitest';
import { orderCodecs } from './codec-order.ts';

const codecs = [
  { mimeType: 'video/VP8' },
  { mimeType: 'video/rtx' },
  { mimeType: 'video/VP9', sdpFmtpLine: 'profile-id=0' },
  { mimeType: 'video/H264', sdpFmtpLine: 'packetization-mode=0;profile-level-id=42e01f' },
  { mimeType: 'video/H264', sdpFmtpLine: 'packetization-mode=1;profile-level-id=64001f' },
  { mimeType: 'video/H264', sdpFmtpLine: 'packetization-mode=1;profile-level-id=42e01f' },
];

test('what mixers encode comes first: H264 baseline in parted packets, other H264, VP8', () => {
  expect(orderCodecs(codecs).map(({ mimeType, sdpFmtpLine = '' }) => `${mimeType} ${sdpFmtpLine}`)).toEqual([
    'video/H264 packetization-mode=1;profile-level-id=42e01f',
    'video/H264 packetization-mode=1;profile-level-id=64001f',
    'video/H264 packetization-mode=0;profile-level-id=42e01f',
    'video/VP8 ',
    'video/rtx ',
    'video/VP9 profile-id=0',
  ]);
});

test('no codec is left out or added, because Firefox then writes descriptions that others refuse', () => {
  expect(new Set(orderCodecs(codecs))).toEqual(new Set(codecs));
  const without = codecs.slice(0, 3);
  expect(orderCodecs(without)).toEqual(without);
});
