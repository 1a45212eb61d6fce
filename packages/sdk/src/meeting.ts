import { embedError } from '@cloudmeet/contracts/frame';
import type { FrameParams, FrameParticipants } from '@cloudmeet/contracts/frame';
import type { Channel } from '@cloudmeet/frame-channel';
import type { Connection } from './connection.ts';
import type { Emitter } from './emitter.ts';
import type { FrameOptions, JoinOptions } from './frame-options.ts';
import { Gate } from './gate.ts';
import { roomAddress } from './room-address.ts';
import type { RoomAddress } from './room-address.ts';
import { roomToken } from './room-token.ts';
import type { RoomView } from './room-view.ts';
import { statedError } from './stated.ts';

interface Destination {
  options: JoinOptions;
  address: RoomAddress;
}

/** Joining, leaving, and returning after the frame was loaded anew. */
export class Meeting {
  readonly #defaults: FrameOptions;
  readonly #connection: Connection;
  readonly #view: RoomView;
  readonly #emitter: Emitter;
  /** Refused when the attempt to join is given up. */
  #attempt: Gate<never> | undefined;
  #destination: Destination | undefined;
  #isJoined = false;
  #leaving: Promise<void> | undefined;

  constructor(defaults: FrameOptions, connection: Connection, view: RoomView, emitter: Emitter) {
    this.#defaults = defaults;
    this.#connection = connection;
    this.#view = view;
    this.#emitter = emitter;
  }

  async join(given: JoinOptions = {}): Promise<FrameParticipants> {
    if (this.#attempt || (this.#isJoined && !this.#leaving))
      throw embedError('conflict', 'This frame is in a meeting or on its way; leave() first.');
    return this.#go(this.#destinationOf(given));
  }

  leave(): Promise<void> {
    const leaving = this.#leave();
    // Whoever joins next waits for it; only its caller cares whether it failed.
    const over = leaving
      .catch(() => undefined)
      .then(() => {
        if (this.#leaving === over) this.#leaving = undefined;
      });
    this.#leaving = over;
    return leaving;
  }

  /** A token for the frame, which must join again. */
  freshToken(): Promise<string> {
    return roomToken(this.#destination?.options ?? this.#defaults, this.#destination?.address.token);
  }

  /** The frame told of an event. */
  onEvent(name: string): void {
    if (name === 'joined-meeting') this.#isJoined = true;
    if (name === 'left-meeting') this.#isJoined = false;
  }

  /** The frame is gone: what was joined is left, and joined again if the frame returns. */
  onLost(willReturn: boolean): void {
    if (!this.#isJoined || !this.#destination) return;
    this.#isJoined = false;
    this.#emitter.emit('left-meeting', { reason: 'connection-lost' });
    // Its failure is told by the event `error`.
    if (willReturn) this.#go(this.#destination).catch(() => undefined);
  }

  /** Gives up an attempt to join. */
  stop(error: Error): void {
    const attempt = this.#attempt;
    this.#attempt = undefined;
    attempt?.refuse(error);
  }

  #destinationOf(given: JoinOptions): Destination {
    const defaults = this.#defaults;
    const named = roomAddress({ roomUrl: defaults.roomUrl, ...given });
    const address = named ?? roomAddress(defaults) ?? this.#connection.address;
    if (!address) throw embedError('invalid-argument', 'Pass url, or roomId and roomUrl.');
    const token = given.token ?? named?.token ?? defaults.token;
    const getToken = given.getToken ?? (given.token ? undefined : defaults.getToken);
    return { options: { ...defaults, ...given, token, getToken }, address };
  }

  async #go(to: Destination): Promise<FrameParticipants> {
    const mine = new Gate<never>();
    this.#attempt = mine;
    this.#destination = to;
    let isTold = false;
    const stopListening = this.#emitter.on('error', () => (isTold = true));
    try {
      await Promise.race([this.#enter(to, mine), mine.passed]);
      return this.#view.participants();
    } catch (thrown) {
      const error = statedError(thrown);
      if (!isTold && this.#attempt === mine) this.#emitter.emit('error', { error: error.toWire() });
      throw error;
    } finally {
      stopListening();
      if (this.#attempt === mine) this.#attempt = undefined;
    }
  }

  async #enter({ options, address }: Destination, mine: Gate<never>): Promise<void> {
    await this.#leaving;
    if (this.#attempt !== mine) return;
    const [channel, token] = await Promise.all([
      this.#connection.open(address),
      roomToken(options, address.token),
    ]);
    const { userName, startAudioOff, startVideoOff, prejoin, consent, theme, lang } = options;
    if (this.#attempt === mine)
      await joined(channel, { token, userName, startAudioOff, startVideoOff, prejoin, consent, theme, lang });
  }

  async #leave(): Promise<void> {
    this.stop(embedError('not-joined', 'leave() came before the meeting was joined.'));
    await this.#connection.channel?.request('leave').catch((thrown: unknown) => {
      // A frame that is gone has left.
      if (this.#isJoined) throw thrown;
    });
  }
}

/** Joins over the channel: over when the frame answers, or says that it has joined. */
async function joined(channel: Channel, params: FrameParams<'join'>): Promise<void> {
  let stop = () => {};
  const heard = new Promise<void>((resolve) => {
    stop = channel.on('joined-meeting', () => resolve());
  });
  await Promise.race([heard, channel.request('join', params, { timeoutMs: Infinity })]).finally(stop);
}
