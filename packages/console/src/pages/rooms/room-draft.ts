import { defaultPolicies, limits, roomDefaults } from '@cloudmeet/contracts';
import type { CreateRoom, Room, UpdateRoom } from '../../api/api.ts';
import { policiesOfDraft, policyDraftOf } from '../../parts/policies/policy-draft.ts';
import type { PolicyDraft } from '../../parts/policies/policy-draft.ts';

/** Everything about a room that can be set, as its form has it. */
export interface RoomDraft {
  name: string;
  mode: Room['mode'];
  maxParticipants: number | '';
  lobby: boolean;
  policies: PolicyDraft;
  recordAutomatically: boolean;
  requireConsent: boolean;
  externalId: string;
  /** JSON text of an object; empty is an empty object. */
  metadata: string;
}

/** What a room is when nobody says anything. */
export const emptyDraft: RoomDraft = {
  name: '',
  mode: roomDefaults.mode,
  maxParticipants: limits.roomParticipantsMax,
  lobby: roomDefaults.lobby,
  policies: policyDraftOf(defaultPolicies),
  recordAutomatically: false,
  requireConsent: false,
  externalId: '',
  metadata: '',
};

export function draftOf(room: Room): RoomDraft {
  const hasMetadata = Object.keys(room.metadata).length > 0;
  return {
    name: room.name,
    mode: room.mode,
    maxParticipants: room.maxParticipants,
    lobby: room.lobby,
    policies: policyDraftOf(room.policies),
    recordAutomatically: room.recording.automatic ?? false,
    requireConsent: room.recording.requireConsent ?? false,
    externalId: room.externalId ?? '',
    metadata: hasMetadata ? JSON.stringify(room.metadata, null, 2) : '',
  };
}

/** The object that a text is; undefined when it is none. */
export function parseMetadata(text: string): Record<string, unknown> | undefined {
  if (text.trim() === '') return {};
  try {
    const value: unknown = JSON.parse(text);
    const isObject = typeof value === 'object' && value !== null && !Array.isArray(value);
    return isObject ? { ...value } : undefined;
  } catch {
    // the form says that the text is no JSON object
    return undefined;
  }
}

function bodyOf(draft: RoomDraft) {
  return {
    ...(draft.name.trim() === '' ? {} : { name: draft.name.trim() }),
    mode: draft.mode,
    ...(draft.maxParticipants === '' ? {} : { maxParticipants: draft.maxParticipants }),
    lobby: draft.lobby,
    policies: policiesOfDraft(draft.policies),
    recording: { automatic: draft.recordAutomatically, requireConsent: draft.requireConsent },
    metadata: parseMetadata(draft.metadata) ?? {},
  };
}

export function createBody(draft: RoomDraft): CreateRoom {
  const externalId = draft.externalId.trim();
  return { ...bodyOf(draft), ...(externalId === '' ? {} : { externalId }) };
}

export function updateBody(draft: RoomDraft): UpdateRoom {
  return { ...bodyOf(draft), externalId: draft.externalId.trim() === '' ? null : draft.externalId.trim() };
}
