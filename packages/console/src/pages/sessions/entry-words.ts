import type { TimelineEntry } from '../../api/api.ts';
import type { ConsoleTranslate } from '../../text/use-console-text.tsx';

const media = ['audio', 'video', 'screen'] as const;
const reasons = ['left', 'removed', 'replaced', 'connection-lost', 'room-ended', 'policy'] as const;
const topologies = ['p2p', 'mixed', 'stream'] as const;
const qualities = ['good', 'fair', 'poor'] as const;
const devices = ['camera', 'microphone', 'screen'] as const;
const deviceCodes = [
  'permission-denied',
  'policy-blocked',
  'device-not-found',
  'device-in-use',
  'device-failed',
] as const;
const roles = ['host', 'moderator', 'attendee'] as const;

const one = <Value extends string>(values: readonly Value[], value: unknown) =>
  values.find((known) => known === value);

function mediaWords(data: TimelineEntry['data'], t: ConsoleTranslate): string {
  return media
    .filter((name) => typeof data[name] === 'boolean')
    .map((name) => t(`entry.${name}${data[name] === true ? 'On' : 'Off'}`))
    .join(', ');
}

function topologyWords(data: TimelineEntry['data'], t: ConsoleTranslate): string {
  const [from, to] = [one(topologies, data['from']), one(topologies, data['to'])];
  if (!from || !to) return t('entry.topology');
  return t('entry.topologyStep', { from: t(`topology.${from}`), to: t(`topology.${to}`) });
}

function presenceWords(data: TimelineEntry['data'], t: ConsoleTranslate): string {
  if (data['connected'] === false) return t('entry.away');
  const quality = one(qualities, data['quality']);
  return quality ? t(`entry.quality.${quality}`) : t('entry.back');
}

function deviceWords(data: TimelineEntry['data'], t: ConsoleTranslate): string {
  const [device, code] = [one(devices, data['device']), one(deviceCodes, data['code'])];
  if (!device || !code) return t('entry.deviceFailed');
  return t('entry.device', { device: t(`entry.devices.${device}`), why: t(`entry.deviceCodes.${code}`) });
}

/** Types with one sentence that needs nothing of the entry's data. */
const plain = {
  'session.started': 'entry.sessionStarted',
  'session.ended': 'entry.sessionEnded',
  'participant.joined': 'entry.joined',
  'participant.granted': 'entry.granted',
  'participant.ungranted': 'entry.ungranted',
  'hand.raised': 'entry.handRaised',
  'hand.lowered': 'entry.handLowered',
  'chat.sent': 'entry.chatSent',
  'chat.deleted': 'entry.chatDeleted',
  'lobby.waiting': 'entry.waiting',
  'lobby.left': 'entry.waitingEnded',
  'room.policyChanged': 'entry.policyChanged',
  'topology.preparing': 'entry.topologyPreparing',
  'topology.kept': 'entry.topologyKept',
  'mixer.assigned': 'entry.mixerAssigned',
  'recording.requested': 'entry.recordingRequested',
  'recording.started': 'entry.recordingStarted',
  'recording.stopping': 'entry.recordingStopping',
  'recording.stopped': 'entry.recordingStopped',
  'recording.failed': 'entry.recordingFailed',
  'recording.consented': 'entry.recordingConsented',
  'stream.requested': 'entry.streamRequested',
  'stream.started': 'entry.streamStarted',
  'stream.changed': 'entry.streamChanged',
  'stream.stopping': 'entry.streamStopping',
  'stream.stopped': 'entry.streamStopped',
  'stream.failed': 'entry.streamFailed',
} as const;

function isPlain(type: string): type is keyof typeof plain {
  return Object.hasOwn(plain, type);
}

/** One entry of the log as a short sentence. A type that only a newer server knows is named as it is. */
export function entryWords({ type, data }: TimelineEntry, t: ConsoleTranslate): string {
  if (isPlain(type)) return t(plain[type]);
  switch (type) {
    case 'participant.left': {
      const reason = one(reasons, data['reason']) ?? 'left';
      return t(`entry.leftReasons.${reason}`);
    }
    case 'participant.roleChanged': {
      const role = one(roles, data['role']);
      return role ? t('entry.role', { role: t(`role.${role}`) }) : type;
    }
    case 'media.changed':
      return mediaWords(data, t) || type;
    case 'presence.changed':
      return presenceWords(data, t);
    case 'device.failed':
      return deviceWords(data, t);
    case 'topology.changed':
      return topologyWords(data, t);
    case 'room.locked':
      return t(data['locked'] === true ? 'entry.locked' : 'entry.unlocked');
    default:
      return type;
  }
}
