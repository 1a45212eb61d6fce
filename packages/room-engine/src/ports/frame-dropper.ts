import type { SenderPort } from './peer-port.ts';

/** Throws away part of what senders encode (W3C WebRTC Encoded Transform), for the simulation of loss. */
export interface FrameDropper {
  /** From now on this part of the sender's frames is dropped, 0 to 1; 0 takes the dropper out again. */
  apply(sender: SenderPort, loss: number): void;
  close(): void;
}

const program = `
onrtctransform = ({ transformer }) => {
  const { loss } = transformer.options;
  const drop = new TransformStream({
    transform(frame, controller) {
      if (Math.random() >= loss) controller.enqueue(frame);
    },
  });
  transformer.readable.pipeThrough(drop).pipeTo(transformer.writable).catch(() => {});
};
`;

/** One worker for all senders; made when the first frame is to be dropped. */
export function createFrameDropper(): FrameDropper {
  const url = URL.createObjectURL(new Blob([program], { type: 'text/javascript' }));
  const worker = new Worker(url);
  const losses = new WeakMap<SenderPort, number>();
  return {
    apply: (sender, loss) => {
      if ((losses.get(sender) ?? 0) === loss || !(sender instanceof RTCRtpSender)) return;
      losses.set(sender, loss);
      sender.transform = loss === 0 ? null : new RTCRtpScriptTransform(worker, { loss });
    },
    close: () => {
      worker.terminate();
      URL.revokeObjectURL(url);
    },
  };
}

export const canDropFrames = (): boolean =>
  typeof RTCRtpScriptTransform !== 'undefined' && 'transform' in RTCRtpSender.prototype;
