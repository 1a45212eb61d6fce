import { roomPageConfigElementId } from '@cloudmeet/contracts';
import type { RoomPageConfig } from '@cloudmeet/contracts';

const opening = `<script type="application/json" id="${roomPageConfigElementId}">`;

/** Nothing in the JSON can end its script element or start a comment in it (HTML Living Standard, 4.12.1.3). */
function safeJson(config: RoomPageConfig): string {
  return JSON.stringify(config)
    .replaceAll('<', '\\u003c')
    .replaceAll('>', '\\u003e')
    .replaceAll('&', '\\u0026');
}

/**
 * The built page with a place for its configuration.
 * @throws Error when the page has no such place
 */
export function createPageTemplate(html: string): (config: RoomPageConfig) => string {
  const start = html.indexOf(opening);
  const end = html.indexOf('</script>', start);
  if (start < 0 || end < 0) throw new Error(`The room page has no ${opening}.`);
  const head = html.slice(0, start + opening.length);
  const tail = html.slice(end);
  return (config) => head + safeJson(config) + tail;
}
