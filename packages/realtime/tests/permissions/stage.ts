import { CloudMeetError, newId } from '@cloudmeet/contracts';
import type { CommandName, MediaKind, PolicyPermission } from '@cloudmeet/contracts';
import type { RoomClient } from '@cloudmeet/testing';
import type { RealtimeNode, RoomWorld } from '@cloudmeet/testing/rooms';
import type { Situation } from './expected.ts';

/** A room with everybody whom a command may be about. */
export interface Stage {
  /** The one who tries. */
  actor: RoomClient;
  host: RoomClient;
  /** The attendee to whom things are done. */
  target: RoomClient;
  /** Somebody new at the door. */
  knock(): Promise<string>;
  /** Somebody new inside. */
  bystander(): Promise<string>;
}

export async function setStage(world: RoomWorld, node: RealtimeNode, situation: Situation): Promise<Stage> {
  const { role, policies, grants, granted } = situation;
  const roomId = await world.tenant.createRoom({ policies, lobby: true });
  const host = await world.person(node, roomId, { role: 'host' });
  const letIn = async (client: RoomClient, token: string) => {
    if ((await client.enter(token)) === 'joined') return client;
    const waiting = await client.next('waiting');
    await host.until('the knock', (state) => state.waiting[waiting.participantId]);
    await host.cmd('lobby.admit', { participantId: waiting.participantId });
    await client.next('welcome');
    return client;
  };
  const person = () => world.client(node, roomId);
  const actor = await letIn(
    person(),
    world.tenant.token(roomId, { role, ...(grants ? { grants: [...grants] } : {}) }),
  );
  const target = await letIn(person(), world.tenant.token(roomId));
  if (granted.length > 0)
    await host.cmd('hand.invite', { participantId: actor.participantId, permissions: [...granted] });
  return {
    ...{ actor, host, target },
    knock: async () => {
      const client = person();
      await client.enter(world.tenant.token(roomId));
      return (await client.next('waiting')).participantId;
    },
    bystander: async () => (await letIn(person(), world.tenant.token(roomId))).participantId,
  };
}

export interface Attempt {
  command: CommandName;
  kind?: MediaKind;
  /** Makes what the command is about, and its arguments. */
  args(stage: Stage): unknown;
}

const aboutTarget = (stage: Stage) => ({ participantId: stage.target.participantId });
const speak: PolicyPermission[] = ['media.publish'];
/** No room here is mixed: whoever may speak to a mixer is told that there is none. */
const mixer = { id: newId('mixer'), generation: 1 };
const signal = { kind: 'reset', connection: 'one' };

/** Every command with arguments that are fine. What ends the room comes last. */
export const attempts: readonly Attempt[] = [
  { command: 'media.publish', kind: 'audio', args: () => ({ kinds: ['audio'] }) },
  { command: 'media.publish', kind: 'video', args: () => ({ kinds: ['video'] }) },
  { command: 'media.unpublish', args: () => ({ kinds: ['audio', 'video'] }) },
  { command: 'screen.share', args: () => ({}) },
  { command: 'screen.unshare', args: () => ({}) },
  { command: 'chat.send', args: () => ({ text: 'hello' }) },
  { command: 'chat.direct', args: (stage) => ({ to: stage.host.participantId, text: 'psst' }) },
  { command: 'chat.delete', args: (stage) => messageOf(stage) },
  { command: 'hand.raise', args: () => ({}) },
  { command: 'hand.lower', args: () => ({}) },
  { command: 'hand.lowerOther', args: aboutTarget },
  { command: 'hand.invite', args: (stage) => ({ ...aboutTarget(stage), permissions: speak }) },
  { command: 'hand.uninvite', args: (stage) => ({ ...aboutTarget(stage), permissions: speak }) },
  { command: 'participant.mute', args: aboutTarget },
  { command: 'participant.stopVideo', args: aboutTarget },
  { command: 'participant.stopScreen', args: aboutTarget },
  { command: 'participant.remove', args: async (stage) => ({ participantId: await stage.bystander() }) },
  { command: 'participant.changeRole', args: (stage) => ({ ...aboutTarget(stage), role: 'moderator' }) },
  { command: 'lobby.admit', args: async (stage) => ({ participantId: await stage.knock() }) },
  { command: 'lobby.deny', args: async (stage) => ({ participantId: await stage.knock() }) },
  { command: 'room.lock', args: () => ({ locked: false }) },
  { command: 'room.updatePolicy', args: () => ({ policies: {} }) },
  { command: 'layout.set', args: () => ({ layout: 'speaker' }) },
  { command: 'spotlight.set', args: () => ({ participantId: null }) },
  { command: 'recording.start', args: () => ({}) },
  { command: 'recording.stop', args: () => ({}) },
  { command: 'recording.consent', args: () => ({}) },
  { command: 'stream.start', args: () => ({ rtmpUrls: ['rtmp://127.0.0.1/live/key'] }) },
  { command: 'stream.stop', args: () => ({}) },
  { command: 'reaction.send', args: () => ({ reaction: '👍' }) },
  { command: 'presence.set', args: () => ({ quality: 'fair' }) },
  { command: 'device.report', args: () => ({ device: 'camera', code: 'device-in-use' }) },
  { command: 'signal.send', args: (stage) => ({ to: stage.target.participantId, signal }) },
  {
    command: 'mixer.send',
    args: () => ({ mixer, request: { kind: 'candidate', connection: 'one', candidate: null } }),
  },
  { command: 'topology.ready', args: () => ({ topology: 'mixed', mixer: null }) },
  { command: 'app.send', args: () => ({ data: { any: 'thing' } }) },
  { command: 'room.end', args: () => ({}) },
];

/** A message of the host that everybody sees. */
async function messageOf({ host, actor }: Stage): Promise<unknown> {
  const seq = await host.cmd('chat.send', { text: newId('message') });
  await actor.untilSeq(seq);
  return { messageId: host.state.chat.at(-1)?.id };
}

/** Whether the server does not say `not-permitted`; another error than that of no mixer is a mistake of the test. */
export async function tryIt({ actor }: Stage, command: CommandName, args: unknown): Promise<boolean> {
  try {
    await actor.command(command, args);
    return true;
  } catch (error) {
    if (error instanceof CloudMeetError && error.code === 'not-permitted') return false;
    if (error instanceof CloudMeetError && error.code === 'mixer-replaced') return true;
    throw error;
  }
}
