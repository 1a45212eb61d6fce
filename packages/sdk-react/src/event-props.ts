import type { CloudMeetFrame, FrameEvent, FrameEventName } from '@cloudmeet/sdk';

type PascalCase<Text extends string> = Text extends `${infer First}-${infer Rest}`
  ? `${Capitalize<First>}${PascalCase<Rest>}`
  : Capitalize<Text>;

/** `onJoinedMeeting` for `joined-meeting`, and so on for every event of the frame. */
export type EventProps = {
  [Name in FrameEventName as `on${PascalCase<Name>}`]?: ((event: FrameEvent<Name>) => void) | undefined;
};

/** The event that a prop is for: `onJoinedMeeting` → `joined-meeting`; undefined for any other prop. */
export function eventOf(prop: string): string | undefined {
  if (!/^on[A-Z]/.test(prop)) return undefined;
  return prop
    .slice(2)
    .replaceAll(/(?!^)[A-Z]/g, (letter) => `-${letter}`)
    .toLowerCase();
}

/** Calls the props of the moment, so that a changed handler needs no new frame. Returns a function that stops it. */
export function listen(frame: CloudMeetFrame, props: () => Readonly<Record<string, unknown>>): () => void {
  return frame.on('*', (event) => {
    for (const [prop, handler] of Object.entries(props())) {
      if (typeof handler === 'function' && eventOf(prop) === event.action)
        Reflect.apply(handler, undefined, [event]);
    }
  });
}
