import { screen } from '@testing-library/react';
import { describe, expect, it, vi } from 'vitest';
import { expectAccessible, show } from '../../../tests/render.tsx';
import { MicrophoneIcon } from '../../icons.ts';
import { Button } from '../button/button.tsx';
import { Input } from '../field/field.tsx';
import { DeviceSummary } from './device-summary.tsx';
import { HearingRow } from './hearing-row.tsx';
import { PrejoinLayout } from './prejoin-layout.tsx';
import { Preview, PreviewButton } from './preview.tsx';
import { WhoIsHere } from './who-is-here.tsx';

function setUp() {
  const calls = { onSubmit: vi.fn(), mute: vi.fn(), devices: vi.fn() };
  const page = show(
    <PrejoinLayout
      title="Atlas weekly review"
      subtitle="Started at 10:00."
      preview={
        <Preview
          camera="off"
          name="Sofia"
          controls={<PreviewButton icon={<MicrophoneIcon />} label="Mute" onPress={calls.mute} />}
        />
      }
      hearing={<HearingRow state="heard" level={0.4} />}
      devices={<p>Devices</p>}
      deviceSummary={
        <DeviceSummary text="Front camera, iPhone mic" label="Devices" onPress={calls.devices} />
      }
      people={<WhoIsHere people={[{ name: 'Jonas Weber' }, { name: 'Mei Tanaka' }]} />}
      name={<Input label="Your name" defaultValue="Sofia" />}
      join={
        <Button tone="primary" type="submit">
          Join
        </Button>
      }
      onSubmit={calls.onSubmit}
    />,
  );
  return { ...page, calls };
}

describe('PrejoinLayout', () => {
  it('answers how do I look, can they hear me, what is this room, and has the one button', async () => {
    setUp();
    expect(screen.getByRole('region', { name: 'Your camera, as others see you' })).toBeTruthy();
    expect(screen.getByText('Your camera is off')).toBeTruthy();
    expect(screen.getByText('We can hear you')).toBeTruthy();
    expect(screen.getByRole('heading', { level: 1 }).textContent).toBe('Atlas weekly review');
    expect(screen.getByText('Jonas and Mei are here')).toBeTruthy();
    await expectAccessible();
  });

  it('joins by Enter in the name', async () => {
    const { user, calls } = setUp();
    await user.type(screen.getByLabelText('Your name'), '{Enter}');
    expect(calls.onSubmit).toHaveBeenCalledOnce();
  });

  it('changes microphone and devices without joining', async () => {
    const { user, calls } = setUp();
    await user.click(screen.getByRole('button', { name: 'Mute' }));
    await user.click(screen.getByRole('button', { name: 'Devices: Front camera, iPhone mic' }));
    expect(calls.mute).toHaveBeenCalledOnce();
    expect(calls.devices).toHaveBeenCalledOnce();
    expect(calls.onSubmit).not.toHaveBeenCalled();
  });
});

it.each([
  ['waiting', 'Say something to test your microphone', true],
  ['silent', 'We can’t hear you. Try another microphone.', true],
  ['muted', 'Your microphone is off', false],
  ['missing', 'No microphone found', false],
] as const)('HearingRow %s says so', (state, words, meter) => {
  show(<HearingRow state={state} level={0} />);
  expect(screen.getByRole('status').textContent).toBe(words);
  expect(screen.queryByRole('meter') !== null).toBe(meter);
});
