import { screen } from '@testing-library/react';
import { describe, expect, it, vi } from 'vitest';
import { expectAccessible, show } from '../../../tests/render.tsx';
import { PeopleList } from './people-list.tsx';
import { PersonRow } from './person-row.tsx';

describe('PersonRow', () => {
  it('says who, what role, and what they share, in words', async () => {
    show(
      <PeopleList label="In the room">
        <PersonRow name="Mei" note="Attendee" microphone="off" camera="on" handRaised quality="poor" />
        <PersonRow name="Sofia" self note="Host" microphone="on" camera="off" />
      </PeopleList>,
    );
    expect(screen.getByRole('list', { name: 'In the room' })).toBeTruthy();
    expect(screen.getAllByRole('listitem')).toHaveLength(2);
    for (const name of ['Muted', 'Camera on', 'Hand raised', 'Camera off', 'Microphone on']) {
      expect(screen.getByLabelText(name)).toBeTruthy();
    }
    expect(screen.getByRole('img', { name: 'Poor connection' })).toBeTruthy();
    expect(screen.getByText('Sofia (you)')).toBeTruthy();
    await expectAccessible();
  });

  it('has actions behind a button that says whose they are, and none without entries', async () => {
    const onSelect = vi.fn();
    const { user, rerender } = show(
      <PeopleList label="In the room">
        <PersonRow name="Mei" actions={[{ id: 'mute', label: 'Mute', onSelect }]} />
      </PeopleList>,
    );
    await user.click(screen.getByRole('button', { name: 'Actions for Mei' }));
    await user.click(await screen.findByRole('menuitem', { name: 'Mute' }));
    expect(onSelect).toHaveBeenCalledOnce();
    rerender(
      <PeopleList label="In the room">
        <PersonRow name="Mei" actions={[]} />
      </PeopleList>,
    );
    expect(screen.queryByRole('button')).toBeNull();
  });

  it('in a queue stands by its number, and a button may take the place of the menu', () => {
    show(
      <PeopleList label="Raised hands" note="You are next.">
        <PersonRow name="Sofia" self position={1} action={<button type="button">Lower</button>} />
      </PeopleList>,
    );
    expect(screen.getByRole('listitem').textContent).toBe('1SYouLower');
    expect(screen.getByText('You are next.')).toBeTruthy();
  });
});
