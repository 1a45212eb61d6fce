import { screen, within } from '@testing-library/react';
import { describe, expect, it, vi } from 'vitest';
import { pretendSize } from '../../../tests/element-size.ts';
import { expectAccessible, show } from '../../../tests/render.tsx';
import { MicrophoneIcon, PeopleIcon, ReactIcon } from '../../icons.ts';
import { ControlBar } from './control-bar.tsx';
import type { ControlItem } from './control-item.ts';

function setUp(width: number) {
  pretendSize(width, 76);
  const calls = {
    mute: vi.fn(),
    device: vi.fn(),
    react: vi.fn(),
    people: vi.fn(),
    leave: vi.fn(),
    keys: vi.fn(),
  };
  const devices = [{ value: 'mac', label: 'MacBook Pro' }];
  const items: ControlItem[] = [
    {
      id: 'microphone',
      label: 'Mute',
      icon: <MicrophoneIcon />,
      tone: 'device',
      onPress: calls.mute,
      shortcut: 'm',
      menuLabel: 'Microphone and speaker',
      menu: [
        {
          kind: 'choice',
          id: 'mic',
          label: 'Microphone',
          value: '',
          options: devices,
          onChange: calls.device,
        },
      ],
    },
    {
      id: 'react',
      label: 'React',
      icon: <ReactIcon />,
      collapse: 1,
      menu: [
        {
          kind: 'picks',
          id: 'reactions',
          label: 'Reactions',
          options: [{ value: 'clap', label: 'Applause', symbol: '👏' }],
          onPick: calls.react,
        },
      ],
    },
    {
      id: 'people',
      label: 'People',
      icon: <PeopleIcon />,
      collapse: 2,
      count: 5,
      note: '5 people here',
      expanded: false,
      onPress: calls.people,
    },
  ];
  const more = [{ id: 'keys', label: 'Keyboard shortcuts', onSelect: calls.keys }];
  return { ...show(<ControlBar items={items} more={more} leave={{ onPress: calls.leave }} />), calls };
}

describe('ControlBar', () => {
  it('is a toolbar whose buttons name what they will do, with count and state in words', async () => {
    const { user, calls } = setUp(1200);
    const bar = screen.getByRole('toolbar', { name: 'Call controls' });
    const people = within(bar).getByRole('button', { name: /^People ?, 5 people here$/ });
    expect(people.getAttribute('aria-expanded')).toBe('false');
    expect(within(bar).getByRole('button', { name: 'Mute' }).getAttribute('aria-keyshortcuts')).toBe('m');
    await user.click(people);
    await user.click(within(bar).getByRole('button', { name: 'Leave' }));
    expect(calls.people).toHaveBeenCalledOnce();
    expect(calls.leave).toHaveBeenCalledOnce();
    await expectAccessible();
  });

  it('opens devices at a caret of their own, without pressing the button', async () => {
    const { user, calls } = setUp(1200);
    await user.click(screen.getByRole('button', { name: 'Microphone and speaker' }));
    await user.click(await screen.findByRole('menuitemradio', { name: 'MacBook Pro' }));
    expect(calls.device).toHaveBeenCalledWith('mac');
    expect(calls.mute).not.toHaveBeenCalled();
  });

  it('in a narrow room keeps everything reachable under More', async () => {
    const { user, calls } = setUp(150);
    expect(screen.queryByRole('button', { name: /People/ })).toBeNull();
    await user.click(screen.getByRole('button', { name: 'More' }));
    const menu = await screen.findByRole('menu');
    expect(within(menu).getByRole('menuitem', { name: 'Applause' })).toBeTruthy();
    expect(within(menu).getByRole('menuitem', { name: 'Microphone and speaker' })).toBeTruthy();
    expect(within(menu).getByRole('menuitem', { name: 'Keyboard shortcuts' })).toBeTruthy();
    await user.click(within(menu).getByRole('menuitem', { name: /People/ }));
    expect(calls.people).toHaveBeenCalledOnce();
  });

  it('keeps its names where only icons are left', async () => {
    setUp(300);
    expect(screen.getByText('Mute').className).toContain('hidden');
    expect(screen.getByRole('button', { name: 'Mute' })).toBeTruthy();
    await expectAccessible();
  });
});
