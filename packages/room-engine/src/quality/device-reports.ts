import { deviceCodeSchema } from '@cloudmeet/contracts';
import type { CommandArgs, WireErrorShape } from '@cloudmeet/contracts';
import type { RoomContext } from '../room-context.ts';
import { stateOf } from '../room-context.ts';

type Device = CommandArgs<'device.report'>['device'];
const devices = { audio: 'microphone', video: 'camera', screen: 'screen' } as const satisfies Record<
  'audio' | 'video' | 'screen',
  Device
>;
const kinds = ['audio', 'video', 'screen'] as const;

/**
 * Tells the room's records which of my devices did not work, those from before I came in too, so that somebody who asks
 * later why I was not heard finds out. The first answer is the last: nothing is tried again.
 * @returns ends it
 */
export function reportDevices(context: RoomContext): () => void {
  const told = new Map<Device, WireErrorShape | null>();
  const look = () => {
    const { media } = stateOf(context);
    for (const kind of kinds) {
      const { error } = media[kind];
      const device = devices[kind];
      if (told.get(device) === error) continue;
      told.set(device, error);
      const code = deviceCodeSchema.safeParse(error?.code);
      // whoever meets hears of the error itself; that it is not recorded concerns nobody in the room
      if (code.success)
        context.connection.command('device.report', { device, code: code.data }).catch(() => undefined);
    }
  };
  look();
  return context.store.subscribe(look);
}
