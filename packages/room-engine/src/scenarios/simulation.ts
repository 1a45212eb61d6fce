import type { Scenario } from '@cloudmeet/contracts';
import type { UplinkCap } from '../engines/video-engine.ts';
import type { NetworkReading } from '../quality/grade.ts';

/** One way to break the network of this page, and what it really does. */
export interface Simulation {
  scenario: Scenario;
  /** In words, for whoever watches. */
  by: string;
  cap: UplinkCap | null;
  /** Part of the encoded frames that is thrown away before sending, 0 to 1. */
  frameLoss: number;
  offline: boolean;
  /** The reading as the simulated network would give it: the real one does not know of the simulation. */
  reading: (reading: NetworkReading) => NetworkReading;
}

const slowCap: UplinkCap = { videoBps: 60_000, framesPerSecond: 5 };
const loss = 0.1;

export const simulations: Record<Exclude<Scenario, 'as-is'>, Simulation> = {
  'slow-uplink': {
    scenario: 'slow-uplink',
    by: 'Each picture is sent with at most 60 kbit/s and 5 frames a second.',
    cap: slowCap,
    frameLoss: 0,
    offline: false,
    reading: (reading) => ({ ...reading, starved: 'badly' }),
  },
  'packet-loss': {
    scenario: 'packet-loss',
    by: 'One in ten encoded frames of sound and picture is thrown away before it is sent.',
    cap: null,
    frameLoss: loss,
    offline: false,
    reading: (reading) => ({ ...reading, sentLoss: Math.max(reading.sentLoss, loss) }),
  },
  offline: {
    scenario: 'offline',
    by: 'The connection to the server is closed and kept closed, nothing is sent and nobody is shown.',
    cap: null,
    frameLoss: 0,
    offline: true,
    reading: (reading) => reading,
  },
};
