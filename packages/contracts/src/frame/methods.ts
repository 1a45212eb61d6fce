import { z } from 'zod';
import { idSchema } from '../ids.ts';
import { boundedJsonSchema } from '../json.ts';
import { limits } from '../limits.ts';
import { languageSchema } from '../page/language.ts';
import { themeSchema } from '../page/theme.ts';
import { roleSchema } from '../roles/role.ts';
import { commandSpecs } from '../room/commands.ts';
import { layoutSchema } from '../room/participant.ts';
import { lineSchema, proseSchema } from '../text.ts';

const participantId = idSchema('participant');
const none = z.strictObject({});
const deviceId = z.string().max(300);

const participantChangeSchema = z.strictObject({
  setAudio: z.boolean().optional(),
  setVideo: z.boolean().optional(),
  setScreen: z.literal(false).optional(),
  eject: z.literal(true).optional(),
  role: roleSchema.optional(),
});

/** What `simulateScenario` can do to the network of one frame (test keys only). */
export const scenarios = ['as-is', 'slow-uplink', 'packet-loss', 'offline'] as const;
export const scenarioSchema = z.enum(scenarios);
export type Scenario = (typeof scenarios)[number];

/** Requests of the parent to the frame: arguments by method. Results are plain JSON. */
export const frameMethodSchemas = {
  join: z.strictObject({
    token: z.string().min(1).max(limits.tokenLength),
    userName: lineSchema(limits.nameLength).optional(),
    startAudioOff: z.boolean().optional(),
    startVideoOff: z.boolean().optional(),
    prejoin: z.boolean().optional(),
    consent: z.boolean().optional(),
    theme: themeSchema.optional(),
    lang: languageSchema.optional(),
  }),
  leave: none,
  setLocalAudio: z.strictObject({ enabled: z.boolean() }),
  setLocalVideo: z.strictObject({ enabled: z.boolean() }),
  startScreenShare: none,
  stopScreenShare: none,
  enumerateDevices: none,
  setInputDevices: z.strictObject({ audioDeviceId: deviceId.optional(), videoDeviceId: deviceId.optional() }),
  setOutputDevice: z.strictObject({ outputDeviceId: deviceId }),
  updateParticipant: z.strictObject({ participantId, change: participantChangeSchema }),
  requestAccess: z.strictObject({ name: lineSchema(limits.nameLength).optional() }),
  updateWaitingParticipant: z.strictObject({ participantId, grantRequestedAccess: z.boolean() }),
  raiseHand: none,
  lowerHand: z.strictObject({ participantId: participantId.optional() }),
  sendChatMessage: z.strictObject({ text: proseSchema(limits.chatTextLength), to: participantId.optional() }),
  sendAppMessage: z.strictObject({
    data: boundedJsonSchema(limits.appMessageBytes, 8),
    to: participantId.optional(),
  }),
  startRecording: commandSpecs['recording.start'].args,
  stopRecording: none,
  startLiveStreaming: commandSpecs['stream.start'].args,
  stopLiveStreaming: none,
  setLayout: z.strictObject({ layout: layoutSchema, forAll: z.boolean().optional() }),
  setTheme: z.strictObject({ theme: themeSchema }),
  setLang: z.strictObject({ lang: languageSchema }),
  getNetworkStats: none,
  getNetworkTopology: none,
  testCallQuality: none,
  diagnose: none,
  simulateScenario: z.strictObject({
    scenario: scenarioSchema,
    seconds: z.number().min(1).max(600).optional(),
  }),
} as const;

export type FrameMethod = keyof typeof frameMethodSchemas;
export type FrameParams<Method extends FrameMethod> = z.infer<(typeof frameMethodSchemas)[Method]>;
