/**
 * Envelopes of the frame channel, see docs/protocols/frame.md. Plain types: the SDK must stay small, so both sides
 * check them by hand in `frame-channel`, and the room page parses method arguments with the schemas of `methods.ts`.
 */
import type { ErrorStatement } from '../errors/stated-error.ts';

/** Range of versions a side speaks, both ends included. */
export interface VersionRange {
  min: number;
  max: number;
}

/** Version of the frame channel this build speaks. */
export const frameProtocol: VersionRange = { min: 1, max: 1 };

/** Frame → parent by window.postMessage, without content: says only that a room page is listening. */
export interface HelloMessage {
  cloudmeet: 'hello';
}

/** Parent → frame by window.postMessage to the exact origin, with one MessagePort. */
export interface ConnectMessage {
  cloudmeet: 'connect';
  versions: VersionRange;
}

/** Frame → parent by window.postMessage to the parent's exact origin: why no channel was made. */
export interface RefusedMessage {
  cloudmeet: 'refused';
  code: 'origin-not-allowed' | 'protocol-mismatch' | 'insecure-context';
}

/** Over the port, first from the frame: the chosen version. */
export interface ReadyMessage {
  k: 'ready';
  version: number;
}
export interface RequestMessage {
  k: 'req';
  id: number;
  method: string;
  params: unknown;
}
export interface ReplyMessage {
  k: 'res';
  id: number;
  result?: unknown;
  /** Codes are open: a newer side may know more of them. */
  error?: ErrorStatement;
}
export interface EventMessage {
  k: 'evt';
  event: string;
  payload: unknown;
}
/** The last message of a side that closes. */
export interface ByeMessage {
  k: 'bye';
}
export type PortMessage = ReadyMessage | RequestMessage | ReplyMessage | EventMessage | ByeMessage;

/** Value of the iframe's `allow` attribute. */
export const frameAllow =
  'camera; microphone; display-capture; autoplay; fullscreen; picture-in-picture; screen-wake-lock; clipboard-write; speaker-selection; compute-pressure';
