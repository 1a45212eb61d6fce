import { screen, waitFor, within } from '@testing-library/dom';
import { interview } from './meetings.ts';
import { moment } from './story.tsx';

export default { title: 'Room/What people do' };

/** Fails the story when it is not so in time. */
const until = (what: string, check: () => unknown) =>
  waitFor(() => {
    if (!check()) throw new Error(`Not so: ${what}`);
  });

export const Mute = moment({ at: 'three' }, async (user) => {
  await user.click(await screen.findByRole('button', { name: /^Mute/ }));
  await screen.findByRole('button', { name: /^Unmute/ });
});

export const RaiseHand = moment({ at: 'five', as: 'Mei Tanaka' }, async (user) => {
  await user.click(await screen.findByRole('button', { name: /^Raise hand/ }));
  await screen.findByRole('button', { name: /^Lower hand/ });
});

export const OpenMenu = moment({ at: 'two' }, async (user) => {
  await user.click(await screen.findByRole('button', { name: /^More/ }));
  const menu = await screen.findByRole('menu');
  await within(menu).findByRole('menuitem', { name: /Start recording/ });
});

export const StartToRecord = moment({ at: 'two' }, async (user) => {
  await user.click(await screen.findByRole('button', { name: /^More/ }));
  await user.click(await screen.findByRole('menuitem', { name: /Start recording/ }));
  const dialog = await screen.findByRole('dialog');
  await user.click(within(dialog).getByRole('button', { name: 'Start recording' }));
  await screen.findByText('Recording');
});

export const Agree = moment({ at: 'recording-asked', as: 'Mei Tanaka' }, async (user) => {
  const dialog = await screen.findByRole('dialog');
  await user.click(within(dialog).getByRole('button', { name: /agree/i }));
  await until('nothing asks any more', () => screen.queryByRole('dialog') === null);
});

export const LetSomebodyIn = moment({ meeting: interview, at: 'one-knocks' }, async (user) => {
  await user.click(await screen.findByRole('button', { name: /^Let .*in|^Admit/ }));
  await until('nobody waits', () => screen.queryByText('Eli Navarro') === null);
});

export const WriteToAll = moment({ at: 'two', view: { panel: 'chat' } }, async (user) => {
  await user.type(await screen.findByRole('textbox'), 'Shall we start?{Enter}');
  await screen.findByText('Shall we start?');
});

/** Everything without a pointer: mute, chat and back, people and back, leave. */
export const ByKeyboard = moment({ at: 'three' }, async (user) => {
  const mute = await screen.findByRole('button', { name: /^Mute/ });
  mute.focus();
  await user.keyboard('{Enter}');
  await screen.findByRole('button', { name: /^Unmute/ });
  const chat = screen.getByRole('button', { name: /^Chat/ });
  chat.focus();
  await user.keyboard('{Enter}');
  const box = await screen.findByRole('textbox');
  await until('the focus is where one writes', () => document.activeElement === box);
  await user.keyboard('{Escape}');
  await until('the panel is closed, the focus on its control', () => document.activeElement === chat);
  const people = screen.getByRole('button', { name: /^People/ });
  people.focus();
  await user.keyboard('{Enter}');
  await screen.findByRole('tab', { name: /In the room/ });
  await user.keyboard('{Escape}');
  await until('the focus is back', () => document.activeElement === people);
  screen.getByRole('button', { name: /^Leave/ }).focus();
});
