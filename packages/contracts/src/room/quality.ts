import { z } from 'zod';

export const qualities = ['good', 'fair', 'poor'] as const;
export const qualitySchema = z.enum(qualities);
export type Quality = (typeof qualities)[number];

/** What somebody shares with, and what may fail. */
export const deviceSchema = z.enum(['camera', 'microphone', 'screen']);
export type Device = z.infer<typeof deviceSchema>;

/** Why a device does not work: the error codes of devices. */
export const deviceCodeSchema = z.enum([
  'permission-denied',
  'policy-blocked',
  'device-not-found',
  'device-in-use',
  'device-failed',
]);
export type DeviceCode = z.infer<typeof deviceCodeSchema>;
