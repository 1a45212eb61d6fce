import type { ConsolePageConfig } from '@cloudmeet/contracts';

/** `consolePageConfigElementId` of the contracts. Their schemas are not on the first page, for their weight. */
const elementId = 'cm-config';

/** The configuration that the server wrote into the page. Undefined when something else served it. */
export function readConfig(page: Document): ConsolePageConfig | undefined {
  const value = parseJson(page.getElementById(elementId)?.textContent ?? '');
  if (typeof value !== 'object' || value === null) return undefined;
  const { apiUrl, roomUrl, nonce } = value as Partial<Record<string, unknown>>;
  const isWhole = typeof apiUrl === 'string' && typeof roomUrl === 'string' && typeof nonce === 'string';
  return isWhole ? { apiUrl, roomUrl, nonce } : undefined;
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    // nothing is as good as something else
    return undefined;
  }
}
