import { configure } from '@testing-library/dom';
import userEvent from '@testing-library/user-event';
import type { UserEvent } from '@testing-library/user-event';
import type { ReactNode } from 'react';
import { RecordedRoom } from './recorded-room.tsx';
import type { Look, RecordedRoomProps } from './recorded-room.tsx';

interface StoryContext {
  globals: Record<string, unknown>;
}

export interface Story {
  render: (args: object, context: StoryContext) => ReactNode;
  play?: (context: StoryContext) => Promise<void>;
}

// a busy machine takes its time
configure({ asyncUtilTimeout: 10_000 });

export function lookOf(globals: StoryContext['globals']): Look {
  return {
    scheme: globals['scheme'] === 'light' ? 'light' : 'dark',
    language: globals['language'] === 'el' ? 'el' : 'en',
    accent: typeof globals['accent'] === 'string' ? globals['accent'] : '',
  };
}

/** A moment of a recorded meeting as a story; `play` is what a person then does, by the English names of things. */
export function moment(props: RecordedRoomProps, play?: (user: UserEvent) => Promise<void>): Story {
  const render: Story['render'] = (_args, { globals }) => {
    const look = lookOf(globals);
    return <RecordedRoom key={`${look.scheme} ${look.language} ${look.accent}`} {...props} look={look} />;
  };
  if (!play) return { render };
  return {
    render,
    play: async ({ globals }) => {
      if (lookOf(globals).language === 'en') await play(userEvent.setup({ delay: null }));
    },
  };
}
