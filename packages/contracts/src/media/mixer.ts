import { z } from 'zod';
import { idSchema } from '../ids.ts';
import { limits } from '../limits.ts';
import { trackKinds } from '../room/signal.ts';

/**
 * The mixing session that serves a room now. `generation` grows each time the room gets another one, or the same one
 * has lost everybody's connections: whoever is connected to an older generation connects again.
 */
export const mixerSchema = z
  .object({ id: idSchema('mixer'), generation: z.int().min(1) })
  .meta({ id: 'Mixer' });
export type Mixer = z.infer<typeof mixerSchema>;

const sdp = z.string().min(1).max(limits.signalSdpLength);
const connection = z.string().min(1).max(40);
const candidate = z.strictObject({
  candidate: z.string().max(1000),
  sdpMid: z.string().max(16).nullable(),
  sdpMLineIndex: z.int().min(0).max(64).nullable(),
  usernameFragment: z.string().max(300).nullable(),
});

/**
 * What a client tells the mixer. The client offers, the mixer answers (RFC 8829). One peer connection per
 * participant, named by `connection`, with fixed media lines from its first offer on: microphone up and mix down,
 * camera up and picture down, screen up, sound of the screen up. Tracks come and go on them without renegotiation.
 * An offer with a known `connection` is an ICE restart; one with a new name replaces the old connection.
 */
export const mixerRequestSchema = z.discriminatedUnion('kind', [
  z.strictObject({
    kind: z.literal('offer'),
    connection,
    sdp,
    /** What each media line (by mid) sends. */
    tracks: z.record(z.string().max(16), trackKinds),
  }),
  z.strictObject({ kind: z.literal('candidate'), connection, candidate: candidate.nullable() }),
  /** The largest picture the client can use now, in device pixels; 0×0 while nothing is shown. */
  z.strictObject({
    kind: z.literal('view'),
    connection,
    width: z.int().min(0).max(8192),
    height: z.int().min(0).max(8192),
  }),
]);
export type MixerRequest = z.infer<typeof mixerRequestSchema>;

/** What the mixer tells one client. */
export const mixerReplySchema = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('answer'), connection, sdp }),
  z.object({ kind: z.literal('candidate'), connection, candidate: candidate.nullable() }),
  /** This connection is gone: make a new one. */
  z.object({ kind: z.literal('lost'), connection, reason: z.string().max(200) }),
  /** The offer was refused: making another of the same kind does not help. */
  z.object({ kind: z.literal('refused'), connection, reason: z.string().max(500) }),
  /**
   * How much of a line is worth sending: its tile's size in pixels and a bit rate. `paused`: nobody sees it now, send
   * nothing.
   */
  z.object({
    kind: z.literal('uplink'),
    track: trackKinds,
    paused: z.boolean(),
    width: z.int().min(0),
    height: z.int().min(0),
    maxBitsPerSecond: z.int().min(0),
  }),
]);
export type MixerReply = z.infer<typeof mixerReplySchema>;
