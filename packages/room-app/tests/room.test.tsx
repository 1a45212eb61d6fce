import { screen } from '@testing-library/react';
import { expect, it } from 'vitest';
import { inRoom, names, person } from './fake-room/people.ts';
import { openPage } from './support/open-page.tsx';

it('shows everybody in the room', async () => {
  await openPage({ state: inRoom(names.map((name) => person(name))) });
  for (const name of names) expect(screen.getByRole('figure', { name })).toBeTruthy();
});
