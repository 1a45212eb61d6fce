import type { CloudMeetFrame, FrameEvent, FrameOptions, JoinOptions } from '@cloudmeet/sdk';
import { act, cleanup, render } from '@testing-library/react';
import { StrictMode } from 'react';
import { renderToString } from 'react-dom/server';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { CloudMeetRoom } from './cloudmeet-room.tsx';

interface MadeFrame {
  place: Element;
  options: FrameOptions;
  alive: boolean;
  /** `join` with its options, `leave`, `setLang …`, in the order they came. */
  calls: unknown[][];
  iframe: { title?: string | undefined };
  emit(event: FrameEvent): void;
  /** Ends the join of that number, the last by default. */
  failJoin(code: string, join?: number): void;
}

const made: MadeFrame[] = [];
const handlers = new WeakMap<MadeFrame, Set<(event: FrameEvent) => void>>();

/** Stands for the SDK: only what the component uses of it. */
vi.mock('@cloudmeet/sdk', () => ({
  createFrame(place: Element, options: FrameOptions) {
    const listeners = new Set<(event: FrameEvent) => void>();
    const fails: ((error: Error) => void)[] = [];
    const called =
      (name: string) =>
      (...args: unknown[]) =>
        Promise.resolve(void one.calls.push([name, ...args]));
    const one: MadeFrame = {
      place,
      options,
      alive: true,
      calls: [],
      iframe: {},
      emit: (event) => listeners.forEach((listener) => listener(event)),
      failJoin: (code, join = -1) => fails.at(join)?.(Object.assign(new Error(code), { code })),
    };
    handlers.set(one, listeners);
    made.push(one);
    return {
      join(joinOptions: JoinOptions) {
        one.calls.push(['join', joinOptions]);
        return new Promise((_resolve, reject) => fails.push(reject));
      },
      leave: called('leave'),
      setLang: called('setLang'),
      setTheme: called('setTheme'),
      iframe: () => one.iframe,
      on: (_name: string, handler: (event: FrameEvent) => void) => {
        listeners.add(handler);
        return () => listeners.delete(handler);
      },
      destroy: () => {
        one.alive = false;
        one.failJoin('destroyed');
        return Promise.resolve();
      },
    };
  },
}));

beforeEach(() => {
  made.length = 0;
});
afterEach(cleanup);

const alive = () => made.filter((one) => one.alive);
const callsOf = (one: MadeFrame | undefined) => one?.calls.map(([name]) => name);
const joinsOf = (one: MadeFrame | undefined) =>
  one?.calls.filter(([name]) => name === 'join').map(([, options]) => options as JoinOptions) ?? [];
const loaded: FrameEvent = { action: 'loaded' };
const room = 'https://rooms.example.com/r/rm_1';
const other = 'https://rooms.example.com/r/rm_2';

describe('CloudMeetRoom', () => {
  it('makes one frame, joins with its props, and removes all of it when it unmounts', () => {
    const { unmount, container } = render(
      <CloudMeetRoom url={room} token="t" userName="Ada" title="Lesson" />,
    );
    expect(alive()).toHaveLength(1);
    expect(container.contains(made[0]?.place ?? null)).toBe(true);
    expect(made[0]?.options).toEqual({ title: 'Lesson' });
    expect(joinsOf(made[0])).toMatchObject([{ url: room, token: 't', userName: 'Ada' }]);
    unmount();
    expect(alive()).toHaveLength(0);
    expect(made.every((one) => handlers.get(one)?.size === 0)).toBe(true);
  });

  it('joins once when StrictMode mounts it twice, and the first frame loads nothing', () => {
    render(<CloudMeetRoom url={room} token="t" />, { wrapper: StrictMode });
    expect(alive()).toHaveLength(1);
    const dead = made.filter((one) => !one.alive);
    expect(dead.flatMap(callsOf)).toEqual([]);
    expect(joinsOf(alive()[0])).toHaveLength(1);
  });

  it('does not report a join that was cut short by unmounting', async () => {
    const onJoinFailed = vi.fn();
    const { unmount } = render(<CloudMeetRoom url={room} onJoinFailed={onJoinFailed} />);
    await act(async () => unmount());
    expect(onJoinFailed).not.toHaveBeenCalled();
  });

  it('reports a join that failed', async () => {
    const onJoinFailed = vi.fn();
    render(<CloudMeetRoom url={room} onJoinFailed={onJoinFailed} />);
    await act(async () => made[0]?.failJoin('room-full'));
    expect(onJoinFailed).toHaveBeenCalledExactlyOnceWith(expect.objectContaining({ code: 'room-full' }));
  });

  it('leaves and joins anew in the same frame for another room or token', () => {
    const { rerender } = render(<CloudMeetRoom url={room} token="a" />);
    rerender(<CloudMeetRoom url={other} token="a" />);
    rerender(<CloudMeetRoom url={other} token="b" />);
    expect(made).toHaveLength(1);
    expect(callsOf(made[0])).toEqual(['join', 'leave', 'join', 'leave', 'join']);
    expect(joinsOf(made[0])).toMatchObject([
      { url: room, token: 'a' },
      { url: other, token: 'a' },
      { url: other, token: 'b' },
    ]);
  });

  it('does not report the join that another room has cut short', async () => {
    const onJoinFailed = vi.fn();
    const { rerender } = render(<CloudMeetRoom url={room} onJoinFailed={onJoinFailed} />);
    rerender(<CloudMeetRoom url={other} onJoinFailed={onJoinFailed} />);
    await act(async () => made[0]?.failJoin('not-joined', 0));
    expect(onJoinFailed).not.toHaveBeenCalled();
    await act(async () => made[0]?.failJoin('room-full', 1));
    expect(onJoinFailed).toHaveBeenCalledOnce();
  });

  it('stays where it is for other handlers, callbacks and what only matters for joining', () => {
    const props = { url: room, token: 't' };
    const { rerender } = render(<CloudMeetRoom {...props} getToken={() => 'a'} userName="Ada" />);
    rerender(
      <CloudMeetRoom
        {...props}
        getToken={() => 'b'}
        userName="Bo"
        startAudioOff
        prejoin
        onLoaded={() => undefined}
      />,
    );
    expect(callsOf(made[0])).toEqual(['join']);
  });

  it('asks the getToken of the moment', async () => {
    const { rerender } = render(<CloudMeetRoom url={room} getToken={() => 'first'} />);
    const { getToken } = joinsOf(made[0])[0] ?? {};
    rerender(<CloudMeetRoom url={room} getToken={() => 'second'} />);
    expect(await getToken?.()).toBe('second');
  });

  it('calls the handler of the moment, once for each event', () => {
    const first = vi.fn();
    const second = vi.fn();
    const { rerender } = render(<CloudMeetRoom url={room} onLoaded={first} />);
    made[0]?.emit(loaded);
    rerender(<CloudMeetRoom url={room} onLoaded={second} />);
    made[0]?.emit(loaded);
    expect(first).toHaveBeenCalledOnce();
    expect(second).toHaveBeenCalledOnce();
  });

  it('sets a changed language, theme and title in the same room, and only when they changed', () => {
    const { rerender } = render(<CloudMeetRoom url={room} lang="en" theme={{ radius: 4 }} />);
    rerender(<CloudMeetRoom url={room} lang="en" theme={{ radius: 4 }} />);
    rerender(<CloudMeetRoom url={room} lang="el" theme={{ radius: 8 }} title="Lesson 2" />);
    expect(made).toHaveLength(1);
    expect(made[0]?.calls.slice(1)).toEqual([
      ['setTheme', { radius: 8 }],
      ['setLang', 'el'],
    ]);
    expect(made[0]?.iframe.title).toBe('Lesson 2');
  });

  it('hands out the frame by ref and takes it back', () => {
    const seen: (CloudMeetFrame | null)[] = [];
    const { unmount } = render(<CloudMeetRoom url={room} ref={(frame) => void seen.push(frame)} />);
    unmount();
    expect(seen.some((frame) => frame !== null)).toBe(true);
    expect(seen.at(-1)).toBeNull();
  });

  it('renders on a server without touching a document', () => {
    expect(renderToString(<CloudMeetRoom url={room} className="room" />)).toBe('<div class="room"></div>');
    expect(made).toHaveLength(0);
  });
});
