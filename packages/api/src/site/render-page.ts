import { roomPageConfigElementId } from '@cloudmeet/contracts';
import type { ConsolePageConfig, RoomPageConfig } from '@cloudmeet/contracts';

const block = new RegExp(
  `(<script type="application/json" id="${roomPageConfigElementId}">)[\\s\\S]*?(</script>)`,
  'g',
);

/** Characters by which a text could end the element it stands in, or a line of script in old parsers. */
const unsafe = /[<>&\u2028\u2029]/g;

/** JSON that can stand in an HTML script element: no name of a tenant ends the element or begins a comment. */
export function scriptSafeJson(value: unknown): string {
  return JSON.stringify(value).replace(
    unsafe,
    (character) => `\\u${character.charCodeAt(0).toString(16).padStart(4, '0')}`,
  );
}

/**
 * A built page (room or console) with its configuration written into it.
 * @throws Error when the page has no place for it, or more than one
 */
export function renderPage(html: string, config: RoomPageConfig | ConsolePageConfig): string {
  const places = html.match(block)?.length ?? 0;
  if (places !== 1) throw new Error(`The page has ${String(places)} places for its configuration.`);
  return html.replace(block, (_all, open: string, close: string) => open + scriptSafeJson(config) + close);
}
