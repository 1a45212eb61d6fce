/**
 * What the embed SDK and the frame channel need, and no more: none of its values comes from a module that loads zod,
 * so that the SDK stays small.
 */
export * from './errors/embed-codes.ts';
export * from './errors/stated-error.ts';
export * from './frame/envelope.ts';
export * from './frame/events.ts';
export * from './frame/limits.ts';
export * from './frame/results.ts';
export type { WireErrorShape } from './errors/cloudmeet-error.ts';
export type { ErrorCode } from './errors/codes.ts';
export type { FrameMethod, FrameParams, Scenario } from './frame/methods.ts';
export type { Json } from './json.ts';
export type { Language } from './page/language.ts';
export type { BrandTexts, Theme, WordsByLanguage } from './page/theme.ts';
export type { Role } from './roles/role.ts';
export type { Layout, LeaveReason, Topology } from './room/participant.ts';
export type { Quality } from './room/quality.ts';
