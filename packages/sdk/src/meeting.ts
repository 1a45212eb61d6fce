import { embedError, StatedError } from '@cloudmeet/contracts';
import type { FrameParticipants } from '@cloudmeet/contracts';
import type { Channel } from '@cloudmeet/frame-channel';
import type { Connection } from './connection.ts';
import type { Emitter } from './emitter.ts';
import type { FrameOptions, JoinOptions } from './frame-options.ts';
import { roomAddress } from './room-address.ts';
import type { RoomAddress } from './room-address.ts';
import { roomToken } from './room-token.ts';
import type { RoomView } from './room-view.ts';

/** Joining, leaving, and returning after the frame was loaded anew. */
export interface Meeting {
  join(options?: JoinOptions): Promise<FrameParticipants>;
  leave(): Promise<void>;
  /** A token for the frame, which must join again. */
  freshToken(): Promise<string>;
  /** The frame told of an event. */
  onEvent(name: string): void;
  /** The frame is gone: what was joined is left, and joined again once it is back. */
  onLost(): void;
  end(error: Error): void;
}

interface Attempt {
  stop(error: Error): void;
  stopped: Promise<never>;
}

interface Destination {
  options: JoinOptions;
  address: RoomAddress;
}

function createAttempt(): Attempt {
  let stop: (error: Error) => void = () => undefined;
  const stopped = new Promise<never>((_resolve, reject) => (stop = reject));
  // Raced against what is under way; it may be over before that.
  stopped.catch(() => undefined);
  return { stop, stopped };
}

export function createMeeting(
  defaults: FrameOptions,
  connection: Connection,
  view: RoomView,
  emitter: Emitter,
): Meeting {
  let attempt: Attempt | undefined;
  let destination: Destination | undefined;
  let inMeeting = false;
  let leaving: Promise<void> | undefined;

  function decide(given: JoinOptions): Destination {
    if (attempt || inMeeting)
      throw embedError('conflict', 'This frame is in a meeting or on its way; leave() first.');
    const named = roomAddress({ roomUrl: defaults.roomUrl, ...given });
    const address = named ?? roomAddress(defaults) ?? connection.address();
    if (!address) throw embedError('invalid-argument', 'Pass url, or roomId and roomUrl.');
    const options = {
      ...defaults,
      ...given,
      token: given.token ?? named?.token ?? defaults.token,
      getToken: given.getToken ?? (given.token ? undefined : defaults.getToken),
    };
    return { options, address };
  }

  async function enter(to: Destination, mine: Attempt): Promise<void> {
    const [channel, token] = await Promise.all([
      connection.open(to.address),
      roomToken(to.options, to.address.token),
    ]);
    if (attempt !== mine) return;
    const { userName, startAudioOff, startVideoOff, prejoin, theme, lang } = to.options;
    const params = { token, userName, startAudioOff, startVideoOff, prejoin, theme, lang };
    await joined(channel, params);
  }

  async function go(to: Destination): Promise<FrameParticipants> {
    const mine = createAttempt();
    attempt = mine;
    destination = to;
    let told = false;
    const stopListening = emitter.on('error', () => (told = true));
    try {
      await Promise.race([enter(to, mine), mine.stopped]);
      return view.participants();
    } catch (thrown) {
      const error = thrown instanceof StatedError ? thrown : embedError('internal', undefined, thrown);
      if (!told && attempt === mine) emitter.emit('error', { error: error.toWire() });
      throw error;
    } finally {
      stopListening();
      if (attempt === mine) attempt = undefined;
    }
  }

  async function leaveNow(): Promise<void> {
    const old = attempt;
    attempt = undefined;
    old?.stop(embedError('not-joined', 'leave() came before the meeting was joined.'));
    await connection
      .current()
      ?.request('leave')
      .catch((thrown: unknown) => {
        // A frame that is gone has left.
        if (inMeeting) throw thrown;
      });
  }

  return {
    async join(given = {}) {
      await leaving;
      return go(decide(given));
    },
    leave() {
      const mine = leaveNow();
      // Whoever joins next waits for it; only its caller cares whether it failed.
      leaving = mine.catch(() => undefined);
      return mine;
    },
    freshToken: () => roomToken(destination?.options ?? defaults, destination?.address.token),
    onEvent(name) {
      if (name === 'joined-meeting') inMeeting = true;
      if (name === 'left-meeting') inMeeting = false;
    },
    onLost() {
      if (!inMeeting || !destination) return;
      inMeeting = false;
      emitter.emit('left-meeting', { reason: 'connection-lost' });
      // Its failure is told by the event `error`.
      go(destination).catch(() => undefined);
    },
    end(error) {
      attempt?.stop(error);
      attempt = undefined;
    },
  };
}

/** Joins over the channel: over when the frame answers, or says that it has joined. */
async function joined(channel: Channel, params: object): Promise<void> {
  let stop = () => {};
  const heard = new Promise<void>((resolve) => {
    stop = channel.on('joined-meeting', () => resolve());
  });
  await Promise.race([heard, channel.request('join', params, { timeoutMs: Infinity })]).finally(stop);
}
