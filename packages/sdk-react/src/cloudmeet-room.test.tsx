import type { CloudMeetFrame, FrameEvent, FrameOptions } from '@cloudmeet/sdk';
import { act, cleanup, render } from '@testing-library/react';
import { StrictMode } from 'react';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { CloudMeetRoom } from './cloudmeet-room.tsx';

interface MadeFrame {
  options: FrameOptions;
  place: Element;
  alive: boolean;
  calls: string[];
  emit(event: FrameEvent): void;
  failJoin(error: Error): void;
}

const made: MadeFrame[] = [];
const handlers = new WeakMap<MadeFrame, Set<(event: FrameEvent) => void>>();

vi.mock('@cloudmeet/sdk', () => {
  class CloudMeetError extends Error {}
  /** Stands for a frame: only what the component uses of it. */
  const createFrame = (place: Element, options: FrameOptions) => {
    const listeners = new Set<(event: FrameEvent) => void>();
    let failJoin: (error: Error) => void = () => undefined;
    const one: MadeFrame = {
      options: { ...options },
      place,
      alive: true,
      calls: [],
      emit: (event) => listeners.forEach((listener) => listener(event)),
      failJoin: (error) => failJoin(error),
    };
    handlers.set(one, listeners);
    made.push(one);
    return {
      join: () => new Promise((_resolve, reject) => (failJoin = reject)),
      on: (_name: string, handler: (event: FrameEvent) => void) => {
        listeners.add(handler);
        return () => listeners.delete(handler);
      },
      setLang: (lang: string) => Promise.resolve(one.calls.push(`lang ${lang}`)),
      setTheme: (theme: object) => Promise.resolve(one.calls.push(`theme ${JSON.stringify(theme)}`)),
      destroy: () => {
        one.alive = false;
        return Promise.resolve();
      },
    };
  };
  return { createFrame, CloudMeetError };
});

beforeEach(() => {
  made.length = 0;
});
afterEach(cleanup);

const alive = () => made.filter((one) => one.alive);
const joinedEvent = (): FrameEvent => ({ action: 'loaded' });

describe('CloudMeetRoom', () => {
  it('makes one frame and removes it with everything that listened when it unmounts', () => {
    const { unmount } = render(<CloudMeetRoom url="https://r/1" />);
    expect(alive()).toHaveLength(1);
    unmount();
    expect(alive()).toHaveLength(0);
    expect(made.every((one) => handlers.get(one)?.size === 0)).toBe(true);
  });

  it('leaves one living frame when StrictMode mounts it twice', () => {
    render(<CloudMeetRoom url="https://r/1" />, { wrapper: StrictMode });
    expect(made).toHaveLength(2);
    expect(alive()).toHaveLength(1);
  });

  it('leaves nothing after fifty mounts and unmounts', () => {
    for (let count = 0; count < 50; count += 1) render(<CloudMeetRoom url="https://r/1" />).unmount();
    expect(made).toHaveLength(50);
    expect(alive()).toHaveLength(0);
    expect(document.body.querySelectorAll('iframe')).toHaveLength(0);
  });

  it('does not report a join that was cut short by unmounting', async () => {
    const onJoinFailed = vi.fn();
    const { CloudMeetError } = await import('@cloudmeet/sdk');
    const { unmount } = render(<CloudMeetRoom url="https://r/1" onJoinFailed={onJoinFailed} />);
    unmount();
    await act(async () => made[0]?.failJoin(Reflect.construct(CloudMeetError, ['destroyed']) as Error));
    expect(onJoinFailed).not.toHaveBeenCalled();
  });

  it('reports a join that failed', async () => {
    const onJoinFailed = vi.fn();
    const { CloudMeetError } = await import('@cloudmeet/sdk');
    render(<CloudMeetRoom url="https://r/1" onJoinFailed={onJoinFailed} />);
    await act(async () => made[0]?.failJoin(Reflect.construct(CloudMeetError, ['room-full']) as Error));
    expect(onJoinFailed).toHaveBeenCalledOnce();
  });

  it('joins anew for another room or token, and not for another handler', () => {
    const { rerender } = render(<CloudMeetRoom url="https://r/1" token="a" />);
    rerender(<CloudMeetRoom url="https://r/1" token="a" onLoaded={() => undefined} />);
    expect(made).toHaveLength(1);
    rerender(<CloudMeetRoom url="https://r/2" token="a" />);
    rerender(<CloudMeetRoom url="https://r/2" token="b" />);
    expect(made.map((one) => [one.options.url, one.options.token, one.alive])).toEqual([
      ['https://r/1', 'a', false],
      ['https://r/2', 'a', false],
      ['https://r/2', 'b', true],
    ]);
  });

  it('calls the handler of the moment, once for each event', () => {
    const first = vi.fn();
    const second = vi.fn();
    const { rerender } = render(<CloudMeetRoom url="https://r/1" onLoaded={first} />);
    made[0]?.emit(joinedEvent());
    rerender(<CloudMeetRoom url="https://r/1" onLoaded={second} />);
    made[0]?.emit(joinedEvent());
    expect(first).toHaveBeenCalledOnce();
    expect(second).toHaveBeenCalledOnce();
  });

  it('sets a changed language and theme in the same room, and only when they changed', () => {
    const { rerender } = render(<CloudMeetRoom url="https://r/1" lang="en" theme={{ radius: 4 }} />);
    rerender(<CloudMeetRoom url="https://r/1" lang="en" theme={{ radius: 4 }} />);
    rerender(<CloudMeetRoom url="https://r/1" lang="el" theme={{ radius: 8 }} />);
    expect(made).toHaveLength(1);
    expect(made[0]?.calls).toEqual(['theme {"radius":8}', 'lang el']);
  });

  it('hands out the frame by ref and takes it back', () => {
    const seen: (CloudMeetFrame | null)[] = [];
    const { unmount } = render(<CloudMeetRoom url="https://r/1" ref={(frame) => void seen.push(frame)} />);
    unmount();
    expect(seen.some((frame) => frame !== null)).toBe(true);
    expect(seen.at(-1)).toBeNull();
  });
});
