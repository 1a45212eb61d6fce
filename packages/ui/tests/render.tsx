import '../src/text/later-english.ts';
import '../src/text/prejoin-english.ts';
import { cleanup, render } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import axe from 'axe-core';
import type { ReactNode } from 'react';
import { afterEach, expect } from 'vitest';
import { TextProvider, createEnglishText, preloadOverlays } from '../src/index.ts';

// menus, selects and dialogs open at once, as they do on a page that has been there for a moment
await preloadOverlays();
afterEach(cleanup);

/** Shows something as a page does, in English, with a person at mouse and keyboard. */
export function show(content: ReactNode) {
  const text = createEnglishText();
  const user = userEvent.setup();
  const page = render(content, {
    wrapper: ({ children }) => <TextProvider text={text}>{children}</TextProvider>,
  });
  return { ...page, user, text };
}

/** What axe finds wrong in a document without layout: names, roles, relations. Contrast is checked in a browser. */
export async function axeFindings(element: Element = document.body): Promise<string[]> {
  const rules = { 'color-contrast': { enabled: false }, region: { enabled: false } };
  const { violations } = await axe.run(element, { rules, resultTypes: ['violations'] });
  return violations.map(
    ({ id, nodes }) => `${id}: ${nodes.map(({ html }) => html.slice(0, 120)).join(' | ')}`,
  );
}

/** Fails with what axe found. */
export async function expectAccessible(element?: Element): Promise<void> {
  expect(await axeFindings(element)).toEqual([]);
}
