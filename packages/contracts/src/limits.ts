import { frameLimits } from './frame/limits.ts';

/**
 * Everything a request or a message can grow has its limit here, by name. Lengths of text are in UTF-16 code
 * units, sizes in bytes of UTF-8, times in milliseconds or (`…Seconds`) in seconds.
 */
export const limits = {
  /** REST */
  bodyBytes: 64 * 1024,
  bodyDepth: 8,
  pageLimitDefault: 25,
  pageLimitMax: 100,
  cursorLength: 400,
  idempotencyKeyLength: 200,
  idempotencySeconds: 24 * 3600,
  nameLength: 80,
  roomNameLength: 120,
  externalIdLength: 120,
  userIdLength: 120,
  urlLength: 2048,
  brandTextLength: 200,
  metadataBytes: 4 * 1024,
  metadataDepth: 4,
  allowedOriginsMax: 100,
  signingKeysMax: 10,
  apiKeysMax: 50,

  /** Webhooks */
  webhookEndpointsMax: 20,
  webhookDescriptionLength: 120,
  webhookBodyBytes: 256 * 1024,
  /** One attempt, from the look-up of the name to the status of the answer. */
  webhookAttemptMs: 15_000,
  /** An old signing secret is used beside the new one for this long; at most so many old ones. */
  webhookSecretOverlapSeconds: 24 * 3600,
  webhookOldSecretsMax: 4,
  apiKeyOverlapSecondsMax: 7 * 24 * 3600,
  invitationsMax: 100,
  invitationSeconds: 7 * 24 * 3600,
  membersMax: 1000,
  logoBytes: 256 * 1024,
  logoPixels: 2048,
  presencesMax: 1000,
  auditDetailBytes: 4 * 1024,
  auditVerifyEntries: 20_000,
  usageDaysMax: 400,
  usageRowsMax: 10_000,
  budgetsMax: 100,
  budgetThresholdsMax: 10,
  budgetThresholdPercentMax: 1000,
  budgetLimitMax: 1e15,
  downloadSecondsDefault: 3600,
  downloadSecondsMin: 60,
  downloadSecondsMax: 7 * 24 * 3600,

  /** Sign-in */
  emailLength: 254,
  passwordLengthMin: 10,
  passwordLengthMax: 200,
  accessTokenSeconds: 900,
  refreshTokenSeconds: 30 * 24 * 3600,
  passwordResetSeconds: 3600,
  signInChallengeSeconds: 300,

  /** Room tokens */
  tokenLength: 8 * 1024,
  tokenSecondsDefault: 3600,
  tokenSecondsMin: 10,
  tokenSecondsMax: 24 * 3600,
  clockSkewSeconds: 30,

  /** Rooms */
  roomParticipantsMax: 100,
  p2pPublishersMax: 6,
  mixedPublishersMax: 100,
  /** What one person may tell the mixer: offers, candidates and sizes together. */
  mixerRequestsPerSecond: 20,
  mixerRequestBurst: 80,
  /** Layouts and levels of a mix are told at most this often. */
  mixerTickMs: 200,
  /** One message between a room's writer and its media node. */
  mediaControlMessageBytes: 256 * 1024,
  chatTextLength: 4000,
  rtmpTargetsMax: 5,
  chatSnapshotMessages: 200,
  waitingMax: 100,

  /** Socket */
  socketMessageBytes: 64 * 1024,
  signalSdpLength: 48 * 1024,
  appMessageBytes: 16 * 1024,
  helloTimeoutMs: 10_000,
  idleTimeoutMs: 45_000,
  pingIntervalMs: 15_000,
  resumeGraceMs: 30_000,
  replayEntriesMax: 500,
  commandsPerSecond: 50,
  commandBurst: 200,
  /** What a socket may send on average and at once, all its frames together. */
  socketBytesPerSecond: 256 * 1024,
  socketBytesBurst: 1024 * 1024,
  unacknowledgedBytes: 256 * 1024,
  /** A client that fills the window of unacknowledged bytes for this long is disconnected and may resume. */
  slowConsumerMs: 30_000,
  tickMs: 50,
  /** Latest values of connections and qualities are told at most this often. */
  presenceTickMs: 250,
  /** A session without anybody in it or at its door ends after this. */
  emptySessionMs: 10_000,

  ...frameLimits,
} as const;
