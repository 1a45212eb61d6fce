import type { TransceiverPort } from '../../ports/peer-port.ts';
import type { UplinkCap } from '../video-engine.ts';

export interface VideoBudget {
  bitrateBps: number;
  heightMax: number;
  framesPerSecond: number;
}

/** In a mesh each picture is encoded and sent once per peer: the more there are, the smaller each gets. */
const cameraSteps: readonly (VideoBudget & { peersMax: number })[] = [
  { peersMax: 1, bitrateBps: 1_700_000, heightMax: 720, framesPerSecond: 30 },
  { peersMax: 2, bitrateBps: 900_000, heightMax: 540, framesPerSecond: 30 },
  { peersMax: 3, bitrateBps: 600_000, heightMax: 480, framesPerSecond: 24 },
  { peersMax: 5, bitrateBps: 400_000, heightMax: 360, framesPerSecond: 20 },
];
const smallest: VideoBudget = { bitrateBps: 150_000, heightMax: 240, framesPerSecond: 15 };

/** What a camera picture may cost towards each of `peers` others. */
export function cameraBudget(peers: number, cap: UplinkCap | null): VideoBudget {
  const { bitrateBps, heightMax, framesPerSecond } =
    cameraSteps.find(({ peersMax }) => peers <= peersMax) ?? smallest;
  return {
    bitrateBps: Math.min(bitrateBps, cap?.videoBps ?? Infinity),
    heightMax,
    framesPerSecond: Math.min(framesPerSecond, cap?.framesPerSecond ?? Infinity),
  };
}

/** Screens keep their size, since text must stay sharp; they give way in frames. */
export function screenBudget(peers: number, cap: UplinkCap | null): VideoBudget {
  return {
    bitrateBps: Math.min(peers <= 2 ? 2_500_000 : 1_200_000, cap?.videoBps ?? Infinity),
    heightMax: Infinity,
    framesPerSecond: Math.min(15, cap?.framesPerSecond ?? Infinity),
  };
}

/**
 * Puts a budget in force (RTCRtpSender.setParameters, W3C WebRTC 5.2): no renegotiation. Does nothing before the
 * line was negotiated, when there are no encodings yet.
 */
export async function applyBudget(transceiver: TransceiverPort, budget: VideoBudget): Promise<void> {
  const { sender } = transceiver;
  const parameters = sender.getParameters();
  const encoding = (parameters.encodings as RTCRtpEncodingParameters[] | undefined)?.[0];
  if (!encoding) return;
  const height = sender.track?.getSettings().height ?? 0;
  const scale = Math.max(1, height / budget.heightMax);
  const same =
    encoding.maxBitrate === budget.bitrateBps &&
    encoding.maxFramerate === budget.framesPerSecond &&
    encoding.scaleResolutionDownBy === scale;
  if (same) return;
  encoding.maxBitrate = budget.bitrateBps;
  encoding.maxFramerate = budget.framesPerSecond;
  encoding.scaleResolutionDownBy = scale;
  await sender.setParameters(parameters);
}
