import { embedError, frameAllow } from '@cloudmeet/contracts/frame';
import type { FrameOptions } from './frame-options.ts';

const style: Partial<CSSStyleDeclaration> = {
  display: 'block',
  width: '100%',
  height: '100%',
  minHeight: '420px',
  border: '0',
};
/** For a frame without a parent element: over the page, in its corner. */
const cornerStyle: Partial<CSSStyleDeclaration> = {
  position: 'fixed',
  inset: 'auto 16px 16px auto',
  width: 'min(400px, 90%)',
  height: 'min(560px, 90%)',
  zIndex: '2147483000',
};

/** Puts an iframe for a room into the page. */
export function createRoomIframe(parent: Element | undefined, options: FrameOptions): HTMLIFrameElement {
  const iframe = document.createElement('iframe');
  iframe.allow = frameAllow;
  iframe.title = options.title ?? 'Video meeting';
  Object.assign(iframe.style, style, parent ? {} : cornerStyle, options.iframeStyle);
  (parent ?? document.body).append(iframe);
  return iframe;
}

/** What of the permissions a room needs is not in the iframe's `allow` attribute. */
export function missingAllow(iframe: HTMLIFrameElement): string[] {
  const given = new Map(
    iframe.allow.split(';').map((directive) => {
      const [feature = '', ...origins] = directive.trim().split(/\s+/);
      return [feature, !origins.includes("'none'")];
    }),
  );
  return frameAllow.split('; ').filter((feature) => !given.get(feature));
}

/** Throws `missing-allow` with the names of what is missing. */
export function requireAllow(iframe: HTMLIFrameElement): void {
  const missing = missingAllow(iframe);
  if (missing.length > 0)
    throw embedError('missing-allow', `The iframe's allow attribute lacks ${missing.join(', ')}.`);
}
