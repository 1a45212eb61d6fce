import { act, screen, within } from '@testing-library/react';
import { themeSchema } from '@cloudmeet/contracts';
import { expect, it } from 'vitest';
import { createFakeApi, problem } from './support/fake-api.ts';
import { expectAccessible, openConsole, signedInAs } from './support/open-console.tsx';
import { pageOf } from './support/rooms.ts';

const api = createFakeApi();
const sent = () => api.requests.filter(({ method }) => method === 'PATCH').map(({ body }) => body);
const save = () => screen.getByRole<HTMLButtonElement>('button', { name: 'Save' });

/** The page of a tenant with this branding; a saved one comes back as the API keeps it. */
async function openBranding(saved: object, role: 'owner' | 'viewer' = 'owner') {
  signedInAs(api, role);
  api.on('GET /v1/rooms', pageOf([]));
  let branding = saved;
  api.on('GET /v1/tenant/branding', () => ({ body: branding }));
  api.on('PATCH /v1/tenant/branding', ({ body }) => {
    branding = themeSchema.parse(body);
    return { body: branding };
  });
  const opened = openConsole('/branding');
  await screen.findByRole('group', { name: 'Waiting page' });
  return opened;
}
const words = (place: string, language: string) =>
  within(screen.getByRole('group', { name: place })).getByRole('textbox', { name: language });

it('words, language and the address for help are saved beside the look, and count as saved', async () => {
  const { user } = await openBranding({ accent: '#1c8a5f' });
  expect(save().disabled).toBe(true);
  await user.type(words('Waiting page', 'English'), '<b>Soon</b> ');
  await user.type(words('Waiting page', 'Ελληνικά'), 'Σε λίγο.');
  await user.type(words('After the meeting', 'English'), 'Bye');
  await user.clear(words('After the meeting', 'English'));
  await user.selectOptions(screen.getByLabelText('Language that rooms begin in'), 'Ελληνικά');
  await user.type(screen.getByLabelText('Address for help'), 'https://example.com/help');
  await expectAccessible();
  await user.click(save());
  await screen.findByText(/Saved\. Rooms/);
  expect(sent()).toEqual([
    {
      accent: '#1c8a5f',
      language: 'el',
      texts: { waiting: { en: '<b>Soon</b> ', el: 'Σε λίγο.' } },
      supportUrl: 'https://example.com/help',
    },
  ]);
  await expect.poll(() => save().disabled).toBe(true);
});

it('what is emptied is left out, and the browser’s language is none of our own', async () => {
  const { user } = await openBranding({ language: 'el', texts: { waiting: { en: 'Soon' } } });
  await user.clear(words('Waiting page', 'English'));
  await user.selectOptions(screen.getByLabelText('Language that rooms begin in'), 'As in the browser');
  await user.click(save());
  await screen.findByText(/Saved\. Rooms/);
  expect(sent()).toEqual([{}]);
});

it('says at the field what cannot be saved, and sends nothing', async () => {
  const { user } = await openBranding({});
  await user.type(words('Before joining', 'English'), 'Hel\u202Elo');
  await screen.findByText('Take out the invisible characters in this text.');
  await user.type(screen.getByLabelText('Address for help'), 'http://example.com');
  await screen.findByText('Write an address that begins with https.');
  expect(save().disabled).toBe(true);
  await user.click(screen.getByRole('button', { name: 'Cancel' }));
  expect(words('Before joining', 'English')).toHaveProperty('value', '');
  expect(sent()).toEqual([]);
});

it('what was typed stays when the server refuses it', async () => {
  const { user } = await openBranding({});
  api.on('PATCH /v1/tenant/branding', problem(422, 'unprocessable'));
  await user.type(words('Waiting page', 'English'), 'Soon');
  await user.click(save());
  await screen.findByText(/About unprocessable/);
  expect(words('Waiting page', 'English')).toHaveProperty('value', 'Soon');
});

it('speaks Greek, and lets somebody who only looks save nothing', async () => {
  const { text, user } = await openBranding({}, 'viewer');
  await user.type(words('Waiting page', 'English'), 'Soon');
  expect(save().disabled).toBe(true);
  await act(async () => text.setLanguage('el'));
  expect(screen.getByRole('group', { name: 'Σελίδα αναμονής' })).toBeTruthy();
});
