import { screen } from '@testing-library/react';
import { beforeEach, describe, expect, it } from 'vitest';
import { pretendSize } from '../../../tests/element-size.ts';
import { expectAccessible, show } from '../../../tests/render.tsx';
import { Stage } from './stage.tsx';

const people = ['amara', 'jonas', 'mei', 'me'].map((id) => ({
  id,
  self: id === 'me',
  content: <video data-testid={id} aria-label={id} />,
}));

describe('Stage', () => {
  beforeEach(() => pretendSize(1000, 700));

  it('keeps every element, and so its video, through a change of layout, order and people', () => {
    const { rerender } = show(<Stage layout="grid" tiles={people} />);
    const before = screen.getByTestId('mei');
    rerender(<Stage layout="speaker" featuredId="mei" tiles={people} />);
    expect(screen.getByTestId('mei')).toBe(before);
    rerender(<Stage layout="presentation" screen={<p>Slides</p>} tiles={people.slice(1)} />);
    expect(screen.getByTestId('mei')).toBe(before);
  });

  it('places by transform alone', () => {
    show(<Stage layout="grid" tiles={people} />);
    const cell = screen.getByTestId('jonas').parentElement;
    expect(cell?.style.transform).toMatch(/^translate\([\d.]+px, [\d.]+px\)$/);
    expect(cell?.style.left).toBe('');
  });

  it('stands something for those without a place, and does not make their video', () => {
    const crowd = Array.from({ length: 40 }, (_, at) => ({
      id: `p${at}`,
      content: <i data-testid={`p${at}`} />,
    }));
    show(<Stage layout="grid" tiles={crowd} renderOverflow={(ids) => <p>{ids.length} more</p>} />);
    expect(screen.getByText('16 more')).toBeTruthy();
    expect(screen.queryByTestId('p30')).toBeNull();
  });

  it('says something while nobody is there', async () => {
    show(<Stage layout="grid" tiles={[]} empty={<p>You are the only one here.</p>} />);
    expect(screen.getByText('You are the only one here.')).toBeTruthy();
    await expectAccessible();
  });
});
