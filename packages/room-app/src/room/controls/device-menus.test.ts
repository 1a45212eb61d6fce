import { expect, it, vi } from 'vitest';
import { createEnglishText } from '@cloudmeet/ui';
import { devices } from '../../../tests/fake-room/people.ts';
import { deviceChoice, deviceOptions } from './device-menus.ts';

const { t } = createEnglishText();

it('lists the devices of one kind by their names', () => {
  expect(deviceOptions(devices, 'audioinput', t)).toEqual([
    { value: 'mic-1', label: 'MacBook Pro' },
    { value: 'mic-2', label: 'Podcaster 2' },
  ]);
});

it('numbers devices whose names the browser withholds', () => {
  const unnamed = [1, 2].map((at) => ({
    deviceId: `d${String(at)}`,
    kind: 'videoinput' as const,
    label: '',
  }));
  expect(deviceOptions(unnamed, 'videoinput', t).map(({ label }) => label)).toEqual(['Camera 1', 'Camera 2']);
});

it('calls the system’s own choice by that name', () => {
  const system = [{ deviceId: 'default', kind: 'audiooutput' as const, label: 'Default - Speakers' }];
  expect(deviceOptions(system, 'audiooutput', t)[0]?.label).toBe('System default');
});

it('leaves out entries that cannot be chosen before a permission was given', () => {
  expect(deviceOptions([{ deviceId: '', kind: 'videoinput', label: '' }], 'videoinput', t)).toEqual([]);
});

it('marks the first device while none was chosen, and offers nothing where there is none', () => {
  const choose = vi.fn();
  expect(deviceChoice(devices, 'audioinput', null, t, choose)?.value).toBe('mic-1');
  expect(deviceChoice(devices, 'audioinput', 'gone', t, choose)?.value).toBe('mic-1');
  expect(deviceChoice(devices, 'audioinput', 'mic-2', t, choose)?.value).toBe('mic-2');
  expect(deviceChoice([], 'audioinput', null, t, choose)).toBeUndefined();
});
