import { z } from 'zod';
import { limits } from '../limits.ts';

/**
 * What two browsers tell each other to connect (W3C WebRTC, perfect negotiation). `connection` names one
 * RTCPeerConnection on the sender's side; signals that answer another one are stale and dropped. `tracks` says
 * what each sent media line (by mid) carries.
 */
export const trackKinds = z.enum(['audio', 'video', 'screen', 'screen-audio']);
export type TrackKind = z.infer<typeof trackKinds>;

const descriptionSignal = z.strictObject({
  kind: z.literal('description'),
  connection: z.string().min(1).max(40),
  /** The connection of the receiver that this answers; absent on the first offer. */
  answers: z.string().max(40).optional(),
  /** Counts the descriptions of this connection from 1: tells a repeated or overtaken one from a new one. */
  number: z.int().min(1).max(1_000_000),
  /** Number of the receiver's last offer that the sender has answered; 0 before that. */
  answered: z.int().min(0).max(1_000_000),
  description: z.strictObject({
    type: z.enum(['offer', 'answer', 'rollback']),
    sdp: z.string().max(limits.signalSdpLength),
  }),
  tracks: z.record(z.string().max(16), trackKinds),
});

const candidateSignal = z.strictObject({
  kind: z.literal('candidate'),
  connection: z.string().min(1).max(40),
  candidate: z
    .strictObject({
      candidate: z.string().max(1000),
      sdpMid: z.string().max(16).nullable(),
      sdpMLineIndex: z.int().min(0).max(64).nullable(),
      usernameFragment: z.string().max(300).nullable(),
    })
    .nullable(),
});

/** Asks the other side to start over: its peer connection is gone or beyond an ICE restart. */
const resetSignal = z.strictObject({ kind: z.literal('reset'), connection: z.string().min(1).max(40) });

export const signalSchema = z.discriminatedUnion('kind', [descriptionSignal, candidateSignal, resetSignal]);
export type Signal = z.infer<typeof signalSchema>;
