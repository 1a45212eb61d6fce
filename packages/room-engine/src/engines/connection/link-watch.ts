import type { Clock } from '../../ports/browser-ports.ts';
import type { PeerPort } from '../../ports/peer-port.ts';

export interface LinkWatchHandlers {
  /** Send an unanswered offer again. */
  repeat(): void;
  /** Restart ICE on this connection. */
  restart(): void;
  /** Start over with a new connection. */
  renew(): void;
}

/** A short break heals by itself more often than not; the side that called acts first. */
const disconnectedMs = { caller: 2_500, called: 4_500 };
const failedMs = { caller: 0, called: 2_000 };
/**
 * From the start, from a restart, or from the last step that was made towards a connection, until the next must be.
 * Patient enough for a machine that is slow: starting over costs it all that it has done so far.
 */
const connectWithinMs = { caller: 15_000, called: 20_000 };
const renewEveryMostMs = 30_000;
const repeatEveryMs = 3_000;
/** An offer that was repeated this often reaches nobody who could answer it. */
const repeatsMax = 6;

type WatchedPeer = Pick<PeerPort, 'connectionState' | 'iceConnectionState' | 'signalingState'>;

const farthest = 4;

/** How far a peer has come: nothing yet, an offer was made, it is agreed, paths are tried, one was found. */
function stepsOf({ iceConnectionState, signalingState }: WatchedPeer, before: number): number {
  if (iceConnectionState === 'connected' || iceConnectionState === 'completed') return farthest;
  if (iceConnectionState === 'checking') return 3;
  if (signalingState !== 'stable') return 1;
  return before > 0 ? 2 : 0;
}

/**
 * Decides when a connection needs help: an offer nobody answered is repeated, a broken path gets an ICE restart, and
 * what that does not mend starts over. While signals reach nobody it waits.
 */
export class LinkWatch {
  readonly #clock: Clock;
  readonly #side: 'caller' | 'called';
  readonly #handlers: LinkWatchHandlers;
  #cancelHelp: (() => void) | undefined;
  #cancelRepeat: (() => void) | undefined;
  #planned: 'none' | 'restart' | 'renew' = 'none';
  #renewals = 0;
  #repeats = 0;
  #steps = 0;
  #signalling = true;
  #closed = false;

  constructor(clock: Clock, side: 'caller' | 'called', handlers: LinkWatchHandlers) {
    this.#clock = clock;
    this.#side = side;
    this.#handlers = handlers;
  }

  /** A new connection began. */
  began(): void {
    this.#steps = 0;
    this.#watchOffer('stable');
    this.#plan('renew', this.#patienceMs());
  }

  stateChanged(peer: WatchedPeer): void {
    if (this.#closed) return;
    this.#watchOffer(peer.signalingState);
    this.#countSteps(peer);
    if (peer.connectionState === 'connected' && peer.iceConnectionState !== 'disconnected') {
      this.#renewals = 0;
      this.#plan('none', 0);
    } else if (peer.connectionState === 'failed' || peer.iceConnectionState === 'failed')
      this.#plan('restart', failedMs[this.#side]);
    else if (peer.iceConnectionState === 'disconnected') this.#plan('restart', disconnectedMs[this.#side]);
  }

  /** Beyond an ICE restart: it is started over soon, and later each time it happens again. */
  broken(): void {
    this.#steps = farthest;
    this.#plan('none', 0);
    this.#plan('renew', Math.min(renewEveryMostMs, 500 * 2 ** Math.min(this.#renewals, 10)));
  }

  /** The other side has let go of it: it is started over at once, and later each time it happens again. */
  lost(): void {
    this.#steps = farthest;
    this.#plan('none', 0);
    this.#plan(
      'renew',
      this.#renewals === 0 ? 0 : Math.min(renewEveryMostMs, 500 * 2 ** Math.min(this.#renewals, 10)),
    );
  }

  /** Nothing is to be helped until the next connection begins. */
  rest(): void {
    this.#plan('none', 0);
    this.#watchOffer('stable');
  }

  setSignalling(up: boolean): void {
    if (up === this.#signalling) return;
    this.#signalling = up;
    if (up && this.#planned !== 'none') this.#help();
    if (up) this.#handlers.repeat();
  }

  close(): void {
    this.#closed = true;
    this.#cancelHelp?.();
    this.#cancelRepeat?.();
  }

  #patienceMs(): number {
    return Math.min(renewEveryMostMs, connectWithinMs[this.#side] * (this.#renewals + 1));
  }

  /** Whatever comes closer to a connection is given its time anew. */
  #countSteps(peer: WatchedPeer): void {
    const steps = stepsOf(peer, this.#steps);
    if (steps <= this.#steps) return;
    this.#steps = steps;
    if (this.#planned !== 'renew') return;
    this.#plan('none', 0);
    this.#plan('renew', this.#patienceMs());
  }

  /** A plan to restart is not put off by the next sign of the same trouble, nor a renewal by a restart. */
  #plan(what: 'none' | 'restart' | 'renew', afterMs: number): void {
    if (what !== 'none' && this.#planned !== 'none' && !(what === 'renew' && this.#planned === 'restart'))
      return;
    this.#cancelHelp?.();
    this.#cancelHelp = undefined;
    this.#planned = what;
    if (what !== 'none')
      this.#cancelHelp = this.#clock.after(afterMs, () => {
        if (this.#signalling) this.#help();
      });
  }

  #help(): void {
    const what = this.#planned;
    this.#planned = 'none';
    this.#cancelHelp?.();
    if (this.#closed) return;
    if (what === 'renew') {
      this.#renewals += 1;
      this.#handlers.renew();
    } else {
      this.#steps = 0;
      this.#plan('renew', connectWithinMs[this.#side]);
      this.#handlers.restart();
    }
  }

  #watchOffer(state: RTCSignalingState): void {
    if (state === 'have-local-offer') {
      this.#cancelRepeat ??= this.#clock.after(repeatEveryMs, () => {
        this.#repeatOffer();
      });
      return;
    }
    this.#cancelRepeat?.();
    this.#cancelRepeat = undefined;
    this.#repeats = 0;
  }

  #repeatOffer(): void {
    this.#cancelRepeat = undefined;
    if (this.#signalling) {
      this.#repeats += 1;
      if (this.#repeats > repeatsMax) {
        this.broken();
        return;
      }
      this.#handlers.repeat();
    }
    this.#watchOffer('have-local-offer');
  }
}
