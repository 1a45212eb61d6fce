import { expect, test } from 'vitest';
import { withOpusOptions } from './opus-options.ts';

const lines = (...all: string[]) => [...all, ''].join('\r\n');

test('Opus is asked for silence without packets and for repair data, whatever else its line says', () => {
  const sdp = lines('m=audio 9 X 111', 'a=rtpmap:111 opus/48000/2', 'a=fmtp:111 minptime=10;useinbandfec=0');
  expect(withOpusOptions(sdp)).toContain('a=fmtp:111 minptime=10;usedtx=1;useinbandfec=1\r\n');
});

test('an Opus without a line of options gets one, each payload type its own', () => {
  const sdp = lines(
    'm=audio 9 X 111 109',
    'a=rtpmap:111 opus/48000/2',
    'a=rtpmap:109 OPUS/48000/2',
    'a=fmtp:109 stereo=1',
    'm=video 9 X 96',
    'a=rtpmap:96 VP8/90000',
  );
  const changed = withOpusOptions(sdp);
  expect(changed).toContain('a=rtpmap:111 opus/48000/2\r\na=fmtp:111 usedtx=1;useinbandfec=1\r\n');
  expect(changed).toContain('a=fmtp:109 stereo=1;usedtx=1;useinbandfec=1\r\n');
  expect(changed.split('\r\n').filter((line) => line.includes('usedtx')).length).toBe(2);
});

test('a description without Opus stays as it is', () => {
  const sdp = lines('m=video 9 X 96', 'a=rtpmap:96 VP8/90000', 'a=fmtp:96 max-fr=30');
  expect(withOpusOptions(sdp)).toBe(sdp);
});
