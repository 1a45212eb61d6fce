import type { RoomWorld } from '../environment/room-world.ts';
import { MeetingStage } from './meeting-stage.ts';
import type { RecordedMeeting } from './recorded-meeting.ts';

/** An interview with a door: one knocks, then another, and both come in. */
export async function holdInterview(world: RoomWorld): Promise<RecordedMeeting> {
  const stage = await MeetingStage.open(world, { name: 'Interview 7', lobby: true }, 'Sofia Lindqvist');
  const { host } = stage;
  await stage.mark('alone', '10:00');
  await stage.enter('Jonas Weber', { role: 'moderator' });
  await stage.mark('two', '10:01');
  await stage.preview('guest');
  await stage.knock('Eli Navarro');
  await stage.mark('one-knocks', '10:05');
  await stage.knock('Grace Mbeki');
  await stage.mark('two-knock', '10:06');
  for (const participantId of Object.keys(host.state.waiting))
    await host.cmd('lobby.admit', { participantId });
  await host.until('both inside', ({ participants }) => Object.keys(participants).length === 4);
  await stage.mark('all-in', '10:08');
  return stage.end('10:40');
}
