import { settle } from '@cloudmeet/testing';
import type { RoomEvent } from '../../src/room-events.ts';
import { createRoom, roomEventNames } from '../../src/index.ts';
import type { JoinWish, Room, RoomEngineState } from '../../src/index.ts';
import { ModelBrowser } from './model-browser.ts';

/** A room in a modelled browser, with everything it told. */
export class ModelVisit {
  readonly browser: ModelBrowser;
  readonly room: Room;
  readonly told: RoomEvent[] = [];

  constructor(browser = new ModelBrowser()) {
    this.browser = browser;
    const { ports, server } = browser;
    this.room = createRoom({ socketUrl: 'ws://room.test/rt', roomId: server.roomId, browser: ports });
    for (const name of [...roomEventNames, 'reaction', 'stopped-by-other'] as const)
      this.room.on(name, (payload) => this.told.push({ name, payload } as RoomEvent));
  }

  get state(): RoomEngineState {
    return this.room.store.getState();
  }

  get me(): string {
    return this.state.local.participantId ?? '';
  }

  /** Names of what was told since the last call. */
  heard(): string[] {
    return this.told.splice(0).map(({ name }) => name);
  }

  async pass(ms: number): Promise<void> {
    await settle();
    await this.browser.clock.advance(ms);
  }

  /** Waits for a promise while time passes. */
  async during<Value>(promise: Promise<Value>, ms = 200): Promise<Value> {
    const settled = promise.then(
      (value) => ({ value }),
      (error: unknown) => ({ error }),
    );
    await this.pass(ms);
    const outcome = await settled;
    if ('error' in outcome) throw outcome.error;
    return outcome.value;
  }

  async join(wish: JoinWish = {}): Promise<void> {
    await this.during(this.room.actions.connect('token'));
    await this.during(this.room.actions.join(wish));
  }
}
