import { roomPageConfigElementId, roomPageConfigSchema } from '@cloudmeet/contracts';
import type { RoomPageConfig } from '@cloudmeet/contracts';

/**
 * The configuration that the server wrote into the page, or undefined when the page came without one (opened from a
 * disk, or served by something that is not a room host).
 */
export function readConfig(page: Document): RoomPageConfig | undefined {
  const text = page.getElementById(roomPageConfigElementId)?.textContent ?? '';
  const parsed = roomPageConfigSchema.safeParse(parseJson(text));
  return parsed.success ? parsed.data : undefined;
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    // the schema refuses undefined, so the caller sees one kind of absence
    return undefined;
  }
}
