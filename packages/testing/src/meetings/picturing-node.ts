import type { LayoutMap } from '@cloudmeet/contracts';
import { nextLayout } from '@cloudmeet/media-core';
import type { RoomClient } from '../room-client/room-client.ts';
import type { FakeMediaNode } from '../environment/fake-media-node.ts';

/** Says where everybody is in the picture of the mix, laid out as a mixer lays it out, and waits until it is heard. */
export async function tellLayout(node: FakeMediaNode, witness: RoomClient, speaker: string): Promise<void> {
  const { participants, layout, spotlight } = witness.state;
  const heard = (): LayoutMap | null =>
    witness.view.ephemerals.flatMap((one) => (one.e === 'layout' ? [one.map] : [])).at(-1) ?? null;
  const people = Object.values(participants)
    .filter(({ receive }) => receive !== 'stream')
    .map(({ id, video, screen }) => ({ participantId: id, camera: video, screen }));
  const map = nextLayout(heard(), { layout, people, speaker, spotlight });
  node.say({ t: 'layout', mixerId: node.mix.open.mixer.id, map });
  await witness.watch.until('the map of the picture', () => heard()?.number === map.number);
}
