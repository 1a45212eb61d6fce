import { rideReal } from './ride.ts';
import type { RideOptions } from './ride.ts';

/** Kills real processes on the path of recordings, then lets a joining forget something, which has to be seen. */
export async function killReal({ seed, kills, inCloud }: Omit<RideOptions, 'forgets'>) {
  const { wrong, ...figures } = await rideReal({ seed, kills, inCloud, forgets: false });
  const control = await rideReal({ seed, kills: 0, inCloud, forgets: true });
  const controlSees = control.wrong.some((what) => what.includes('what was acknowledged is in the file'));
  return { wrong, figures: { ...figures, controlSees }, holds: wrong.length === 0 && controlSees };
}
