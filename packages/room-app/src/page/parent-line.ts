import { z } from 'zod';
import type { Channel } from '@cloudmeet/frame-channel';

/** The line to the page around this one; none while it is not connected, and never on the room's own address. */
export interface ParentLine {
  channel: Pick<Channel, 'request'> | undefined;
}

const tokenReplySchema = z.object({ token: z.string().min(1) });

/**
 * A token to join again with: asked of the page around where there is one, else undefined, which means the last one.
 * Rejects with what the parent's `getToken` failed with.
 */
export async function freshToken(line: ParentLine): Promise<string | undefined> {
  if (!line.channel) return undefined;
  return tokenReplySchema.parse(await line.channel.request('getToken')).token;
}
