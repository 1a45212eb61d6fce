import { screen } from '@testing-library/react';
import { describe, expect, it } from 'vitest';
import { defaultPolicies } from '@cloudmeet/contracts';
import { inRoom, me, names, person } from './fake-room/people.ts';
import { openPage } from './support/open-page.tsx';

const others = names.slice(0, 2).map((name) => person(name));
const muted = inRoom(others, {}, { ...me, audio: false });

describe('keys of the room', () => {
  it('do what their buttons do', async () => {
    const { user, called } = await openPage({ state: inRoom(others) });
    await user.keyboard('mvh');
    expect(called()).toEqual(['setAudio', 'setVideo', 'raiseHand']);
    await user.keyboard('{Control>}d{/Control}');
    expect(called().at(-1)).toBe('setAudio');
  });

  it('rest while somebody writes', async () => {
    const { user, called } = await openPage({ state: inRoom(others), view: { panel: 'chat' } });
    await user.type(await screen.findByRole('textbox', { name: 'Message everyone' }), 'mvhm');
    expect(called()).toEqual([]);
  });

  it('rest while a dialog is open', async () => {
    const { user, called } = await openPage({ state: inRoom(others), view: { dialog: 'end' } });
    await screen.findByRole('dialog');
    await user.keyboard('m');
    expect(called()).toEqual([]);
  });

  it('do nothing where the button is not there', async () => {
    const policies = { ...defaultPolicies, 'media.publish': 'off' as const };
    const attendee = person(me.name);
    const { user, called } = await openPage({ state: inRoom(others, { policies }, attendee) });
    await user.keyboard('mv {Control>}de{/Control}');
    expect(called()).toEqual([]);
  });

  it('open chat, people, another layout and the list of keys', async () => {
    const { user, page } = await openPage({ state: inRoom(others) });
    const view = () => page.store.getState().view;
    await user.keyboard('p');
    expect(view().panel).toBe('people');
    await user.keyboard('l');
    expect(view().layout).toBe('speaker');
    await user.keyboard('?');
    expect(view().dialog).toBe('shortcuts');
    expect(await screen.findByRole('dialog', { name: 'Keyboard shortcuts' })).toBeTruthy();
  });

  it('can be switched off, all but those with Ctrl', async () => {
    const { user, called } = await openPage({ state: inRoom(others), view: { dialog: 'shortcuts' } });
    await user.click(await screen.findByRole('switch', { name: 'Single keys' }));
    await user.keyboard('{Escape}');
    await user.keyboard('mvh');
    expect(called()).toEqual([]);
    await user.keyboard('{Control>}e{/Control}');
    expect(called()).toEqual(['setVideo']);
  });
});

describe('holding Space', () => {
  it('opens the microphone for as long as it is held', async () => {
    const { user, room } = await openPage({ state: muted });
    await user.keyboard('{ >}');
    expect(room.calls).toEqual([{ name: 'setAudio', args: [true] }]);
    await user.keyboard('{/ }');
    expect(room.calls.at(-1)).toEqual({ name: 'setAudio', args: [false] });
  });

  it('closes it when the window loses the keys', async () => {
    const { user, room } = await openPage({ state: muted });
    await user.keyboard('{ >}');
    window.dispatchEvent(new Event('blur'));
    expect(room.calls.at(-1)).toEqual({ name: 'setAudio', args: [false] });
  });

  it('does nothing while the microphone is on', async () => {
    const { user, called } = await openPage({ state: inRoom(others) });
    await user.keyboard('{ >}{/ }');
    expect(called()).toEqual([]);
  });
});
