import type { Frame } from '../people/use-person-frame.ts';

/** One command that can be tried, with arguments to start from. */
export interface CommandExample {
  name: keyof Frame;
  args: unknown[];
}

export const commandExamples: readonly CommandExample[] = [
  { name: 'participants', args: [] },
  { name: 'participantCounts', args: [] },
  { name: 'meetingState', args: [] },
  { name: 'setLocalAudio', args: [false] },
  { name: 'setLocalVideo', args: [false] },
  { name: 'raiseHand', args: [] },
  { name: 'lowerHand', args: [] },
  { name: 'sendChatMessage', args: ['Hello from the page'] },
  { name: 'sendAppMessage', args: [{ page: 3 }] },
  { name: 'updateParticipant', args: ['par_…', { setAudio: false }] },
  { name: 'setLayout', args: ['speaker'] },
  { name: 'setLang', args: ['el'] },
  { name: 'setTheme', args: [{ accent: '#7a3ea8' }] },
  { name: 'enumerateDevices', args: [] },
  { name: 'getNetworkStats', args: [] },
  { name: 'getNetworkTopology', args: [] },
  { name: 'testCallQuality', args: [] },
  { name: 'diagnose', args: [] },
  { name: 'startRecording', args: [] },
  { name: 'stopRecording', args: [] },
  { name: 'startLiveStreaming', args: [{ hls: true }] },
  { name: 'stopLiveStreaming', args: [] },
  { name: 'leave', args: [] },
];

/** Runs a command of a frame by name. Rejects as the SDK does. */
export async function runCommand(frame: Frame | undefined, name: string, args: unknown[]): Promise<unknown> {
  if (!frame) throw new Error('That person is not in the lesson.');
  const known = commandExamples.some((example) => example.name === name);
  const method: unknown = known ? Reflect.get(frame, name) : undefined;
  if (typeof method !== 'function') throw new Error(`There is no command ${name}.`);
  return (await Reflect.apply(method, frame, args)) as unknown;
}

/** The arguments as typed: a JSON array without its brackets. */
export function parseArguments(text: string): unknown[] {
  const parsed: unknown = JSON.parse(`[${text}]`);
  return Array.isArray(parsed) ? parsed : [];
}
