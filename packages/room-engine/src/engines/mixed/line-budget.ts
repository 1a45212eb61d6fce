import type { MixerReply, TrackKind } from '@cloudmeet/contracts';
import type { SenderPort } from '../../ports/peer-port.ts';
import type { UplinkCap } from '../video-engine.ts';

/** What the mixer says a line is worth. */
export type UplinkWord = Pick<
  Extract<MixerReply, { kind: 'uplink' }>,
  'paused' | 'width' | 'height' | 'maxBitsPerSecond'
>;

/** What one line may cost. `scale` divides width and height; left-out members are the browser's own choice. */
export interface LineBudget {
  active: boolean;
  bitrateBps?: number;
  framesPerSecond?: number;
  scale?: number;
}

/** Before the mixer has said anything of it: a large tile. Screens keep their size, since text must stay sharp. */
const first = {
  video: { bitrateBps: 1_200_000, framesPerSecond: 30, width: 1280, height: 720 },
  screen: { bitrateBps: 2_500_000, framesPerSecond: 15, width: 0, height: 0 },
} as const;

/** How a line is to be sent, from its tile's size, the source's own size, and what is simulated. */
export function lineBudget(
  kind: TrackKind,
  source: { width: number; height: number },
  word: UplinkWord | undefined,
  cap: UplinkCap | null,
): LineBudget {
  const active = word?.paused !== true;
  if (kind === 'audio' || kind === 'screen-audio') return { active };
  const { bitrateBps, framesPerSecond, width, height } = first[kind];
  const said = word !== undefined && word.maxBitsPerSecond > 0 ? word.maxBitsPerSecond : bitrateBps;
  return {
    active,
    bitrateBps: Math.min(said, cap?.videoBps ?? Infinity),
    framesPerSecond: Math.min(framesPerSecond, cap?.framesPerSecond ?? Infinity),
    scale: scaleTo(source, word?.paused === false ? word : { width, height }),
  };
}

/** The largest division that still fills the tile in both directions. */
function scaleTo(source: { width: number; height: number }, tile: { width: number; height: number }): number {
  if (tile.width === 0 || tile.height === 0) return 1;
  return Math.max(1, Math.min(source.width / tile.width, source.height / tile.height));
}

/** Puts a budget in force (RTCRtpSender.setParameters, W3C WebRTC 5.2): no renegotiation. Resolves with nothing to do. */
export async function applyLineBudget(sender: SenderPort, budget: LineBudget): Promise<void> {
  const parameters = sender.getParameters();
  const encoding = (parameters.encodings as RTCRtpEncodingParameters[] | undefined)?.[0];
  if (!encoding) return;
  const wanted: Partial<RTCRtpEncodingParameters> = {
    active: budget.active,
    ...(budget.bitrateBps === undefined ? {} : { maxBitrate: budget.bitrateBps }),
    ...(budget.framesPerSecond === undefined ? {} : { maxFramerate: budget.framesPerSecond }),
    ...(budget.scale === undefined ? {} : { scaleResolutionDownBy: budget.scale }),
  };
  const names = Object.keys(wanted) as (keyof typeof wanted)[];
  if (names.every((name) => encoding[name] === wanted[name])) return;
  Object.assign(encoding, wanted);
  await sender.setParameters(parameters);
}
