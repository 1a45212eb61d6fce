import { CloudMeetError } from '@cloudmeet/contracts';
import type { Scenario } from '@cloudmeet/contracts';
import type { SimulationReport } from '../room.ts';
import { stateOf } from '../room-context.ts';
import type { RoomContext } from '../room-context.ts';
import type { LiveMedia } from '../session/live-media.ts';
import { networkChanged } from '../store/peers-slice.ts';
import { simulations } from './simulation.ts';

const offlineSecondsDefault = 10;

/** Breaks the network of this page on purpose, in rooms made with a test key only. One scenario at a time. */
export class Scenarios {
  readonly #context: RoomContext;
  readonly #live: LiveMedia;
  #cancel: (() => void) | undefined;

  constructor(context: RoomContext, live: LiveMedia) {
    this.#context = context;
    this.#live = live;
  }

  /** `seconds` until it ends by itself; without them it stays, except `offline`, which lasts ten seconds. */
  simulate(scenario: Scenario, seconds?: number): SimulationReport {
    this.#check(scenario);
    this.#cancel?.();
    this.#cancel = undefined;
    if (scenario === 'as-is') return this.#end();
    const simulation = simulations[scenario];
    const lastsSeconds = seconds ?? (scenario === 'offline' ? offlineSecondsDefault : undefined);
    this.#live.simulate(simulation);
    this.#context.store.dispatch(networkChanged({ simulated: scenario }));
    if (lastsSeconds === undefined) return { scenario, by: simulation.by, endsAtMs: null };
    const { clock } = this.#context.ports;
    if (simulation.offline) this.#context.connection.interrupt(lastsSeconds * 1000);
    this.#cancel = clock.after(lastsSeconds * 1000, () => this.#end());
    return { scenario, by: simulation.by, endsAtMs: clock.nowMs() + lastsSeconds * 1000 };
  }

  close(): void {
    this.#cancel?.();
  }

  #check(scenario: Scenario): void {
    const state = stateOf(this.#context);
    if (state.preview?.room.test !== true)
      throw new CloudMeetError('not-permitted', {
        detail: 'Only rooms made with a test key can be simulated in.',
      });
    if (state.connection.status !== 'joined' && state.connection.status !== 'reconnecting')
      throw new CloudMeetError('not-joined');
    if (scenario === 'packet-loss' && !this.#context.ports.createFrameDropper)
      throw new CloudMeetError('not-supported', {
        detail: 'This browser cannot drop frames (RTCRtpScriptTransform).',
      });
  }

  #end(): SimulationReport {
    this.#live.simulate(null);
    this.#context.store.dispatch(networkChanged({ simulated: null }));
    return { scenario: 'as-is', by: 'Nothing is simulated.', endsAtMs: null };
  }
}
