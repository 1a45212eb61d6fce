import { frameLimits, StatedError } from '@cloudmeet/contracts';
import { listenForParent } from '@cloudmeet/frame-channel';
import type { Channel, ListenOptions } from '@cloudmeet/frame-channel';
import { serveParent } from '../bridge/serve-parent.ts';
import type { RoomPage } from '../page/room-page.ts';
import { viewChanged } from '../page/view-slice.ts';
import type { PageProblem } from '../page/view-slice.ts';

/** Makes the channel; the real one by default. */
export type Listen = (options: ListenOptions) => Promise<Channel>;

/**
 * Serves the page around this one for as long as both live: a channel that ends makes way for the next. Resolves
 * when the parent may not embed the room; the screen then says why.
 */
export async function startEmbedded(page: RoomPage, listen: Listen = listenForParent): Promise<void> {
  for (;;) {
    const channel = await connect(page, listen);
    if (!channel) return;
    page.parent.channel = channel;
    const stop = serveParent(page, channel);
    await channel.closed;
    page.parent.channel = undefined;
    stop();
    await page.room.actions.leave();
  }
}

/** Waits for the parent, and says so on the screen when it has been silent for long. */
async function connect(page: RoomPage, listen: Listen): Promise<Channel | undefined> {
  const show = (problem: PageProblem | null): void => {
    page.store.dispatch(viewChanged({ problem }));
  };
  const silence = setTimeout(() => show('timeout'), frameLimits.handshakeTimeoutMs);
  try {
    const channel = await listen({ allowedOrigins: page.config.allowedOrigins });
    if (page.store.getState().view.problem === 'timeout') show(null);
    return channel;
  } catch (refusal) {
    show(problemOf(refusal));
    return undefined;
  } finally {
    clearTimeout(silence);
  }
}

const refusals: readonly PageProblem[] = ['origin-not-allowed', 'protocol-mismatch', 'insecure-context'];

function problemOf(refusal: unknown): PageProblem {
  const code: unknown = refusal instanceof StatedError ? refusal.code : undefined;
  return refusals.find((known) => known === code) ?? 'load-failed';
}
