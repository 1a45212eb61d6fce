import { emptyRoomState, reduceRoom } from '@cloudmeet/contracts';
import type { CloudMeetError, RoomState } from '@cloudmeet/contracts';
import { RoomConnection } from '../../src/connection/room-connection.ts';
import { ModelBrowser } from './model-browser.ts';

/** A connection, what it told, and the state that its log folds to. */
export class ConnectionVisit {
  readonly browser: ModelBrowser;
  readonly connection: RoomConnection;
  readonly statuses: string[] = [];
  readonly seqs: number[] = [];
  readonly retries: { attempt: number; retryAtMs: number | null }[] = [];
  readonly problems: CloudMeetError[] = [];
  folded: RoomState = emptyRoomState;
  error: CloudMeetError | undefined;

  constructor(browser = new ModelBrowser()) {
    this.browser = browser;
    const { server, ports } = browser;
    this.connection = new RoomConnection({
      ports,
      socketUrl: 'ws://room.test/rt',
      roomId: server.roomId,
      refuse: () => undefined,
    });
    const { events } = this.connection;
    events.on('status', ({ status, error }) => {
      this.statuses.push(status);
      this.error = error;
    });
    events.on('welcome', ({ state }) => (this.folded = state));
    events.on('snapshot', (state) => (this.folded = state));
    events.on('retry', (retry) => this.retries.push(retry));
    events.on('problem', (error) => this.problems.push(error));
    events.on('entries', (entries) => {
      this.seqs.push(...entries.map(({ seq }) => seq));
      this.folded = entries.reduce((state, entry) => reduceRoom(state, entry), this.folded);
    });
  }

  get server() {
    return this.browser.server;
  }

  pass(ms: number): Promise<void> {
    return this.browser.clock.advance(ms);
  }

  async join(): Promise<void> {
    const connected = this.connection.connect('token');
    await this.pass(50);
    await connected;
    const joined = this.connection.join(() => ({ t: 'join', audio: false, video: false }));
    await this.pass(50);
    await joined;
  }
}
