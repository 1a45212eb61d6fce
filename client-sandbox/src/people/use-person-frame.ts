import { createFrame } from '@cloudmeet/sdk';
import { useEffect, useRef, useState } from 'react';
import type { RefObject } from 'react';
import { mint } from '../app/server.ts';
import type { Lesson } from '../app/server.ts';
import type { Person } from './people.ts';

export type Frame = ReturnType<typeof createFrame>;

export interface PersonFrameEvents {
  onEvent: (person: Person, name: string, payload: Record<string, unknown>) => void;
  onFrame: (person: Person, frame: Frame | undefined) => void;
  onToken: (person: Person, token: string) => void;
}

/** The accent of this customer, as its own page has it. */
const theme = { accent: '#1c8a5f' } as const;

/** Puts one person's room into `place` and joins it with a token of their role. Returns why it failed, if it did. */
export function usePersonFrame(
  place: RefObject<HTMLElement | null>,
  lesson: Lesson,
  person: Person,
  events: PersonFrameEvents,
): string | undefined {
  const [failure, setFailure] = useState<string>();
  const latest = useRef(events);
  useEffect(() => {
    latest.current = events;
  });
  useEffect(() => {
    if (!place.current) return undefined;
    let over = false;
    const frame = createFrame(place.current, { theme });
    frame.on('*', (event) => latest.current.onEvent(person, event.action, { ...event }));
    latest.current.onFrame(person, frame);
    const getToken = async () => {
      const { token } = await mint(lesson.roomId, person);
      latest.current.onToken(person, token);
      return token;
    };
    frame.join({ url: lesson.url, getToken, userName: person.name }).catch((thrown: unknown) => {
      if (!over) setFailure(thrown instanceof Error ? thrown.message : String(thrown));
    });
    return () => {
      over = true;
      latest.current.onFrame(person, undefined);
      void frame.destroy();
    };
  }, [place, lesson, person]);
  return failure;
}
