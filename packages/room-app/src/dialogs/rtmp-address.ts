import { rtmpUrlSchema } from '@cloudmeet/contracts';

/** One RTMP server as a person writes it: what streaming services show as server and as key. */
export interface RtmpFields {
  server: string;
  key: string;
}

/** The address of both, or undefined where they are none. The key may stand in the server's address already. */
export function rtmpAddress({ server, key }: RtmpFields): string | undefined {
  const address = key.trim() === '' ? server.trim() : `${server.trim().replace(/\/+$/, '')}/${key.trim()}`;
  const parsed = rtmpUrlSchema.safeParse(address);
  return parsed.success ? parsed.data : undefined;
}

/** Nothing is written in it. */
export function isBlank({ server, key }: RtmpFields): boolean {
  return server.trim() === '' && key.trim() === '';
}
