import { screen } from '@testing-library/react';
import { describe, expect, it } from 'vitest';
import { expectAccessible, show } from '../../../tests/render.tsx';
import { Input } from './field.tsx';

describe('Input', () => {
  it('is named by its label and described by its hint', async () => {
    show(<Input label="Your name" hint="How others see you" defaultValue="Sofia" />);
    const input = screen.getByLabelText('Your name');
    const note = document.getElementById(input.getAttribute('aria-describedby') ?? '');
    expect(note?.textContent).toBe('How others see you');
    expect(input.hasAttribute('aria-invalid')).toBe(false);
    await expectAccessible();
  });

  it('keeps what was typed when there is an error, and announces it', async () => {
    const { rerender, user } = show(<Input label="Your name" />);
    await user.type(screen.getByLabelText('Your name'), 'Σοφία');
    rerender(<Input label="Your name" error="Write your name." />);
    const input = screen.getByLabelText<HTMLInputElement>('Your name');
    expect(input.value).toBe('Σοφία');
    expect(input.getAttribute('aria-invalid')).toBe('true');
    expect(screen.getByRole('alert').textContent).toBe('Write your name.');
    await expectAccessible();
  });

  it('has a name even where its label is hidden', async () => {
    show(<Input label="Find a person" labelHidden />);
    expect(screen.getByRole('textbox', { name: 'Find a person' })).toBeTruthy();
    await expectAccessible();
  });
});
