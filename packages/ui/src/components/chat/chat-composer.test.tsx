import { fireEvent, screen } from '@testing-library/react';
import { useState } from 'react';
import { describe, expect, it, vi } from 'vitest';
import { expectAccessible, show } from '../../../tests/render.tsx';
import { ChatComposer } from './chat-composer.tsx';

function setUp(rest: { lengthMax?: number; error?: string } = {}) {
  const onSend = vi.fn();
  function Page() {
    const [value, setValue] = useState('');
    return <ChatComposer lengthMax={4000} {...rest} value={value} onChange={setValue} onSend={onSend} />;
  }
  const page = show(<Page />);
  return {
    ...page,
    onSend,
    field: screen.getByRole<HTMLTextAreaElement>('textbox', { name: 'Message everyone' }),
  };
}

describe('ChatComposer', () => {
  it('sends by Enter and by its button, without the space at the end', async () => {
    const { user, field, onSend } = setUp();
    await user.type(field, 'Hello {Enter}');
    await user.click(screen.getByRole('button', { name: 'Send' }));
    expect(onSend.mock.calls).toEqual([['Hello'], ['Hello']]);
    await expectAccessible();
  });

  it('keeps what was written until the page clears it', async () => {
    const { user, field } = setUp({ error: 'Not sent. Your text is kept.' });
    await user.type(field, 'Hello{Enter}');
    expect(field.value).toBe('Hello');
    expect(screen.getByRole('status').textContent).toBe('Not sent. Your text is kept.');
  });

  it('makes a new line by Shift and Enter', async () => {
    const { user, field, onSend } = setUp();
    await user.type(field, 'one{Shift>}{Enter}{/Shift}two');
    expect(field.value).toBe('one\ntwo');
    expect(onSend).not.toHaveBeenCalled();
  });

  it('leaves Enter to those who compose characters', () => {
    const { field, onSend } = setUp();
    fireEvent.change(field, { target: { value: 'にほ' } });
    fireEvent.keyDown(field, { key: 'Enter', isComposing: true });
    expect(onSend).not.toHaveBeenCalled();
    fireEvent.keyDown(field, { key: 'Enter' });
    expect(onSend).toHaveBeenCalledWith('にほ');
  });

  it.each(['', '   ', '\n\n'])('sends nothing for %j', (text) => {
    const { field, onSend } = setUp();
    fireEvent.change(field, { target: { value: text } });
    fireEvent.keyDown(field, { key: 'Enter' });
    expect(onSend).not.toHaveBeenCalled();
  });

  it('says how much is too long and sends none of it', () => {
    const { field, onSend } = setUp({ lengthMax: 5 });
    fireEvent.change(field, { target: { value: '1234567' } });
    fireEvent.keyDown(field, { key: 'Enter' });
    expect(onSend).not.toHaveBeenCalled();
    expect(screen.getByRole('status').textContent).toBe('2 characters too long');
    expect(field.getAttribute('aria-invalid')).toBe('true');
  });

  it('says why nothing can be written', () => {
    const nothing = () => undefined;
    show(
      <ChatComposer
        lengthMax={9}
        value=""
        onChange={nothing}
        onSend={nothing}
        offReason="Chat is off in this room."
      />,
    );
    expect(screen.getByText('Chat is off in this room.')).toBeTruthy();
    expect(screen.queryByRole('textbox')).toBeNull();
  });
});
