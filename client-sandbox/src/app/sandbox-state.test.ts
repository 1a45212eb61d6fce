import { describe, expect, it } from 'vitest';
import { firstState, reduceSandbox } from './sandbox-state.ts';
import type { SandboxAction, SandboxState } from './sandbox-state.ts';

const event = (name: string): SandboxAction => ({
  type: 'event',
  event: { at: new Date(0), userId: 'ruth', name, payload: { action: name } },
});
const after = (...actions: SandboxAction[]): SandboxState => actions.reduce(reduceSandbox, firstState);

describe('the event log', () => {
  it('shows the newest first, each with an id of its own', () => {
    const { events } = after(event('loading'), event('loaded'));
    expect(events.map(({ id, name }) => [id, name])).toEqual([
      [2, 'loaded'],
      [1, 'loading'],
    ]);
  });

  it('holds new lines back while it is paused and shows them all afterwards, in order', () => {
    const paused = after(event('a'), { type: 'pause', paused: true }, event('b'), event('c'));
    expect(paused.events.map(({ name }) => name)).toEqual(['a']);
    expect(paused.held).toHaveLength(2);
    const resumed = reduceSandbox(paused, { type: 'pause', paused: false });
    expect(resumed.events.map(({ name }) => name)).toEqual(['c', 'b', 'a']);
  });

  it('keeps five hundred lines at most', () => {
    expect(after(...Array.from({ length: 520 }, () => event('x'))).events).toHaveLength(500);
  });

  it('forgets what was held when it is cleared', () => {
    const cleared = after(event('a'), { type: 'pause', paused: true }, event('b'), { type: 'clear' });
    expect([...cleared.events, ...cleared.held]).toEqual([]);
  });
});
