const wanted = ['usedtx=1', 'useinbandfec=1'] as const;

/**
 * Asks our own encoder for silence that costs nothing and for repair data, by what the other side's description says
 * of Opus (RFC 7587 section 6.1): browsers have no other switch for it.
 */
export function withOpusOptions(sdp: string): string {
  const types = [...sdp.matchAll(/^a=rtpmap:(\d+) opus\/48000/gim)].map((match) => match[1] ?? '');
  return types.reduce(addOptions, sdp);
}

function addOptions(sdp: string, type: string): string {
  const line = new RegExp(`^a=fmtp:${type} ([^\\r\\n]*)`, 'm');
  const present =
    line
      .exec(sdp)?.[1]
      ?.split(';')
      .map((one) => one.trim()) ?? [];
  const kept = present.filter((one) => one !== '' && !/^(usedtx|useinbandfec)=/.test(one));
  const options = `a=fmtp:${type} ${[...kept, ...wanted].join(';')}`;
  if (present.length > 0) return sdp.replace(line, options);
  return sdp.replace(new RegExp(`^a=rtpmap:${type} [^\\r\\n]*`, 'm'), (map) => `${map}\r\n${options}`);
}
