import type { CaptureChange } from '@cloudmeet/contracts';
import type { RoomClient } from '../room-client/room-client.ts';
import type { RealtimeNode } from '../environment/realtime-node.ts';
import type { RoomWish, TokenWish } from '../environment/room-tenant.ts';
import type { RoomWorld } from '../environment/room-world.ts';
import { MeetingRecorder } from './meeting-recorder.ts';
import type { RecordedMeeting } from './recorded-meeting.ts';

const on = { audio: true, video: true };

/** One room of a real node with people in it whose moments are noted; the first to come is the witness. */
export class MeetingStage {
  readonly world: RoomWorld;
  readonly roomId: string;
  readonly host: RoomClient;
  readonly recorder: MeetingRecorder;
  readonly #node: RealtimeNode;

  private constructor(world: RoomWorld, node: RealtimeNode, roomId: string, host: RoomClient) {
    this.world = world;
    this.#node = node;
    this.roomId = roomId;
    this.host = host;
    this.recorder = new MeetingRecorder(host);
  }

  static async open(world: RoomWorld, room: RoomWish, hostName: string): Promise<MeetingStage> {
    const node = await world.startNode();
    const roomId = await world.tenant.createRoom(room);
    const host = world.client(node, roomId);
    const preview = await host.hello(world.tenant.token(roomId, { role: 'host', name: hostName }));
    await host.join(on);
    const stage = new MeetingStage(world, node, roomId, host);
    stage.recorder.met(hostName, host);
    stage.recorder.previewed('first', preview);
    return stage;
  }

  /** Somebody comes in with microphone and camera on, unless told otherwise, and everybody knows. */
  async enter(name: string, token: TokenWish = {}, wish: Parameters<RoomClient['join']>[0] = on) {
    const client = await this.world.person(this.#node, this.roomId, { name, ...token }, wish);
    await this.host.until(`${name} in the room`, ({ participants }) => participants[client.participantId]);
    this.recorder.met(name, client);
    return client;
  }

  /** Somebody waits at the door. */
  async knock(name: string): Promise<void> {
    const client = await this.world.person(this.#node, this.roomId, { name });
    const { participantId } = await client.next('waiting');
    await this.host.until(`${name} at the door`, ({ waiting }) => waiting[participantId]);
  }

  /** Notes what somebody without a name in the token would see before joining now. */
  async preview(as: string, token: TokenWish = {}): Promise<void> {
    const client = this.world.client(this.#node, this.roomId);
    this.recorder.previewed(as, await client.hello(this.world.tenant.token(this.roomId, token)));
    await client.close();
  }

  /** What a recorder or streamer tells of its work; when it is over, the records say so first. */
  async captureChanged(captureId: string | undefined, change: CaptureChange): Promise<void> {
    const { tenantId } = this.world.tenant;
    if (captureId !== undefined && 'status' in change && change.status !== 'started')
      await this.world.database
        .forTenant({ tenantId })
        .transaction((repos) => repos.captures.save(captureId, { status: 'failed' }));
    const answer = await this.#node.control(this.roomId, 'captureChanged', { tenantId, captureId, change });
    if (!answer.ok) throw new Error(await answer.text());
  }

  /** What is in the log up to now is the moment `name`, at that time of day (`10:24`). */
  async mark(name: string, clock: string): Promise<void> {
    const log = await this.#readLog();
    await this.host.untilSeq(log.length);
    this.recorder.mark(name, clock);
  }

  /** Ends the meeting for all, and resolves with what was recorded of it. */
  async end(clock: string): Promise<RecordedMeeting> {
    await this.host.cmd('room.end', {});
    await this.host.untilClosed();
    this.recorder.mark('ended', clock);
    return this.recorder.finish(await this.#readLog());
  }

  #readLog() {
    const sessionId = this.host.welcome?.state.sessionId ?? '';
    return this.world.database
      .forTenant(this.world.tenant)
      .transaction((repos) => repos.entries.readFrom(sessionId, 0, 1000));
  }
}
