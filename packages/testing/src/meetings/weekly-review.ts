import { setTimeout as pause } from 'node:timers/promises';
import { CloudMeetError } from '@cloudmeet/contracts';
import type { RoomClient } from '../room-client/room-client.ts';
import { FakeMediaNode } from '../environment/fake-media-node.ts';
import type { RoomWorld } from '../environment/room-world.ts';
import { MeetingStage } from './meeting-stage.ts';
import { tellLayout } from './picturing-node.ts';
import type { RecordedMeeting } from './recorded-meeting.ts';

const crowd = [
  ...[
    'Priya Raman',
    'Kwame Asante',
    'Omar Haddad',
    'Eli Navarro',
    'Grace Mbeki',
    'Chloé Martin',
    'Ana Sousa',
  ],
  ...['Petros Nikolaou', 'Inês Faria', 'Tomás Novák', 'Lena Vogel', 'Sven Dahl', 'Noor Aziz', 'Hana Sato'],
  ...['Luca Bianchi', 'Zoe Clark', 'Ivan Petrov', 'Maya Cohen', 'Ali Demir', 'Eva Lund', 'Nia Boateng'],
  ...[
    'Ελένη Παπαδοπούλου',
    'Marek Zając',
    'Sara Holm',
    'Idris Bello',
    'Freya Moss',
    'Paul Ricard',
    'Yara Nasser',
  ],
  ...['Oskar Lind', 'Dina Roth', 'Felix Braun', 'Aiko Mori', 'Rosa Vidal', 'Karim Fadel', 'Lia Costa'],
  ...['Jonna Virtanen', 'Piotr Wójcik', 'Hugo Leroy', 'Amal Karam', 'Bea Conti', 'Nils Berg', 'Ida Sandoval'],
  ...['Wanjiru Kamau', 'Teo Marin'],
];

interface Cast {
  sofia: RoomClient;
  jonas: RoomClient;
  mei: RoomClient;
  david: RoomClient;
  amara: RoomClient;
  ruth: RoomClient;
}

/** Five people talk, write and raise their hands, peer to peer. */
async function smallMeeting(stage: MeetingStage): Promise<Cast> {
  const { host: sofia } = stage;
  await stage.mark('alone', '10:00');
  const jonas = await stage.enter('Jonas Weber', { role: 'moderator' });
  await stage.mark('two', '10:01');
  const mei = await stage.enter('Mei Tanaka');
  await mei.cmd('chat.send', { text: 'Hello from Kyoto. It is evening here.' });
  await stage.mark('three', '10:02');
  await jonas.cmd('chat.send', { text: 'Waiting for David, two minutes.' });
  const david = await stage.enter('David Rosen');
  const amara = await stage.enter('Amara Okafor');
  await stage.mark('five', '10:03');
  await david.cmd('chat.send', { text: 'Morning. I put the rollout plan in the deck, slide 4.' });
  await stage.mark('written', '10:04');
  await stage.preview('guest');
  const ruth = await stage.enter('Ruth Adeyemi');
  await stage.mark('six', '10:05');
  return { sofia, jonas, mei, david, amara, ruth };
}

/** A recording that asks everybody, runs, ends; and one that fails. */
async function recordings(stage: MeetingStage, { sofia, jonas, mei, ...others }: Cast): Promise<void> {
  const start = async () => {
    await sofia.cmd('recording.start', {});
    return sofia.state.recording?.recordingId;
  };
  const first = await start();
  await jonas.cmd('recording.consent', {});
  await stage.mark('recording-asked', '10:11');
  for (const one of [mei, others.david, others.amara, others.ruth]) await one.cmd('recording.consent', {});
  for (const one of [jonas, mei, others.david, others.amara, others.ruth])
    await one.cmd('media.publish', { kinds: ['audio', 'video'] });
  await stage.captureChanged(first, { status: 'started' });
  await sofia.until('the recording', ({ recording }) => recording?.status === 'recording');
  await stage.mark('recording', '10:12');
  await stage.preview('guest-recorded');
  await talk(stage, { sofia, jonas, mei, ...others });
  await sofia.cmd('recording.stop', {});
  await stage.mark('recording-stopping', '10:30');
  await stage.captureChanged(first, { status: 'stopped', reason: 'requested' });
  await sofia.until('its end', ({ recording }) => recording === null);
  await stage.mark('recorded', '10:31');
  const second = await start();
  await stage.captureChanged(second, { status: 'started' });
  await sofia.until('the next', ({ recording }) => recording?.status === 'recording');
  await stage.mark('recording-again', '10:32');
  const failure = { code: 'media-lost', detail: 'The recorder lost the picture of the room.' };
  await stage.captureChanged(second, { status: 'failed', ...failure });
  await sofia.until('its failure', ({ recording }) => recording === null);
  await stage.mark('recording-failed', '10:33');
}

/** What happens in a meeting of six. */
async function talk(stage: MeetingStage, { sofia, jonas, mei, david, amara, ruth }: Cast) {
  await mei.cmd('chat.send', { text: 'Could we start with the Lisbon dates?' });
  await mei.cmd('chat.send', { text: 'They move everything else.' });
  await stage.mark('asked', '10:15');
  await jonas.cmd('chat.send', { text: 'Yes, first item.' });
  await mei.cmd('media.unpublish', { kinds: ['audio'] });
  await ruth.cmd('media.unpublish', { kinds: ['video'] });
  await david.cmd('presence.set', { quality: 'fair' });
  await ruth.cmd('presence.set', { quality: 'poor' });
  await sofia.watch.until('two weak connections', () => presences(sofia) >= 2);
  await stage.mark('weak', '10:16');
  await amara.cmd('chat.send', { text: 'Venue confirmed for the 14th. Contract comes tomorrow.' });
  await stage.mark('confirmed', '10:22');
  await sofia.cmd('chat.send', { text: 'Wonderful, thank you.' });
  await sofia.cmd('media.unpublish', { kinds: ['audio'] });
  await stage.mark('muted', '10:23');
  await jonas.cmd('hand.raise', {});
  await mei.cmd('hand.raise', {});
  await sofia.cmd('hand.raise', {});
  await stage.mark('hands', '10:24');
  for (const one of [jonas, mei, sofia]) await one.cmd('hand.lower', {});
  await amara.cmd('screen.share', {});
  await stage.mark('sharing', '10:26');
  await amara.cmd('screen.unshare', {});
  await sofia.cmd('layout.set', { layout: 'speaker' });
  await stage.mark('speaker', '10:27');
  await sofia.cmd('layout.set', { layout: 'grid' });
  await sofia.cmd('room.lock', { locked: true });
  await stage.mark('locked', '10:28');
  await sofia.cmd('room.lock', { locked: false });
}

/** How many have a connection that is not good, as far as a client was told. */
function presences({ view }: RoomClient): number {
  const weak = new Set<string>();
  for (const one of view.ephemerals)
    if (one.e === 'presence')
      for (const [id, { quality }] of Object.entries(one.of)) if (quality !== 'good') weak.add(id);
  return weak.size;
}

/** The seventh who publishes makes it a mixed room, and then it grows to forty-nine. */
async function largeMeeting(stage: MeetingStage, cast: Cast): Promise<void> {
  const { host } = stage;
  const node = await FakeMediaNode.start({ database: stage.world.database });
  const inside = Object.values(cast);
  const enterUpTo = async (count: number): Promise<void> => {
    for (const name of crowd.slice(inside.length - 6, count - 6)) inside.push(await stage.enter(name));
  };
  await enterUpTo(7);
  await publishSeventh(inside.at(-1));
  await host.until('a step of the ladder', ({ preparing }) => preparing);
  await stage.mark('stepping', '10:34');
  for (const one of inside) await one.cmd('topology.ready', { topology: 'mixed', mixer: host.state.mixer });
  await host.until('the step', ({ topology }) => topology === 'mixed');
  await enterUpTo(9);
  await tellLayout(node, host, cast.amara.participantId);
  await stage.mark('nine', '10:35');
  await stream(stage);
  for (const one of [cast.ruth, inside[9], inside[11]]) await one?.cmd('hand.raise', {});
  await enterUpTo(25);
  for (const [at, one] of inside.entries())
    if (at > 5 && at % 3 !== 0)
      await one.cmd('media.unpublish', { kinds: at % 5 === 0 ? ['audio', 'video'] : ['audio'] });
  await tellLayout(node, host, cast.amara.participantId);
  await stage.mark('twenty-five', '10:45');
  await enterUpTo(49);
  await tellLayout(node, host, cast.amara.participantId);
  await stage.mark('forty-nine', '10:48');
  await cast.amara.cmd('screen.share', {});
  await host.cmd('hand.raise', {});
  await host.cmd('layout.set', { layout: 'presentation' });
  await tellLayout(node, host, cast.amara.participantId);
  await stage.mark('presenting', '10:50');
  await node.close();
  await host.until('no mixer', ({ mixer }) => mixer === null);
  await stage.mark('no-mixer', '10:52');
}

/** Media nodes are looked for every two seconds: until this one is found nobody more may publish. */
async function publishSeventh(client: RoomClient | undefined): Promise<void> {
  for (;;) {
    try {
      await client?.cmd('media.publish', { kinds: ['audio', 'video'] });
      return;
    } catch (error) {
      if (!(error instanceof CloudMeetError) || error.code !== 'publish-limit') throw error;
      await pause(200);
    }
  }
}

/** Somebody watches before, while and after the room is streamed. */
async function stream(stage: MeetingStage): Promise<void> {
  const { host } = stage;
  await stage.enter('Vera Lang', { receive: 'stream' }, {});
  await stage.enter('Otto Quist', { receive: 'stream' }, {});
  await stage.mark('before-stream', '10:36');
  await stage.preview('viewer', { receive: 'stream' });
  await host.cmd('stream.start', { rtmpUrls: ['rtmp://live.example.com/app/key'], hls: true });
  const id = host.state.stream?.streamId;
  await stage.mark('stream-starting', '10:37');
  await stage.captureChanged(id, { status: 'started', hlsUrl: 'http://127.0.0.1:1/stream/live.m3u8' });
  await stage.captureChanged(id, { targets: [{ id: 't1', status: 'live' }] });
  await host.until('the stream', ({ stream: now }) => now?.targets[0]?.status === 'live');
  await stage.mark('live', '10:38');
  await stage.captureChanged(id, { targets: [{ id: 't1', status: 'retrying' }] });
  await host.until('its trouble', ({ stream: now }) => now?.targets[0]?.status === 'retrying');
  await stage.mark('stream-retrying', '10:40');
  await stage.captureChanged(id, { status: 'stopped', reason: 'requested' });
  await host.until('its end', ({ stream: now }) => now === null);
  await stage.mark('streamed', '10:42');
}

/** The weekly review of Atlas: from one person to forty-nine, recorded and streamed. */
export async function holdWeeklyReview(world: RoomWorld): Promise<RecordedMeeting> {
  const room = { name: 'Atlas weekly review', recording: { requireConsent: true } };
  const stage = await MeetingStage.open(world, room, 'Sofia Lindqvist');
  const cast = await smallMeeting(stage);
  await recordings(stage, cast);
  await largeMeeting(stage, cast);
  return stage.end('11:02');
}
