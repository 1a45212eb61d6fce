/** What the methods of `methods.ts` answer with. Plain types: the SDK hands them on as they are. */
import type { CallQuality, Diagnosis, FrameDevice, NetworkStats, NetworkTopology } from './events.ts';
import type { FrameMethod } from './methods.ts';

interface AnsweringMethods {
  enumerateDevices: { devices: FrameDevice[] };
  getNetworkStats: NetworkStats;
  getNetworkTopology: NetworkTopology;
  testCallQuality: CallQuality;
  diagnose: Diagnosis;
}

/**
 * Result by method; those that are not named answer nothing. `join` answers once the meeting is joined, after
 * `joined-meeting`: from the lobby that can take long. `leave` answers after `left-meeting`.
 */
export type FrameResult<Method extends FrameMethod> = Method extends keyof AnsweringMethods
  ? AnsweringMethods[Method]
  : void;

/** What the frame may ask of its parent. */
export interface ParentMethods {
  /** A token to join again with: from `getToken` where the page gave it, else the one it joined with. */
  getToken: { params: Record<string, never>; result: { token: string } };
}
export type ParentMethod = keyof ParentMethods;
