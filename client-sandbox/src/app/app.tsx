import { useCallback, useMemo, useReducer, useState } from 'react';
import { CodePage } from '../code/code-page.tsx';
import { Drawer } from '../drawer/drawer.tsx';
import type { DrawerTab } from '../drawer/tab-list.tsx';
import { everyone } from '../people/people.ts';
import type { Person } from '../people/people.ts';
import { PersonFrame } from '../people/person-frame.tsx';
import people from '../people/people.module.css';
import type { Frame, PersonFrameEvents } from '../people/use-person-frame.ts';
import { Header } from './header.tsx';
import { Opening } from './opening.tsx';
import { firstState, reduceSandbox } from './sandbox-state.ts';
import type { SandboxAction } from './sandbox-state.ts';
import type { Lesson } from './server.ts';
import { useLesson } from './use-lesson.ts';
import { useView } from './use-view.ts';

/** The customer's page with our rooms in it, and the developer's drawer below. */
export function App() {
  const view = useView();
  const opening = useLesson();
  if (opening.state !== 'open') return <Opening opening={opening} />;
  return <Sandbox key={opening.lesson.roomId} lesson={opening.lesson} view={view} />;
}

function Sandbox({ lesson, view }: { lesson: Lesson; view: ReturnType<typeof useView> }) {
  const [state, dispatch] = useReducer(reduceSandbox, firstState);
  const [tab, setTab] = useState<DrawerTab>('events');
  const [chosen, setChosen] = useState<string>(everyone[0]?.userId ?? '');
  const present = useMemo(() => everyone.slice(0, state.peopleCount), [state.peopleCount]);
  const { frames, events } = useFrames(dispatch);
  const showToken = useCallback((person: Person) => {
    setChosen(person.userId);
    setTab('tokens');
  }, []);
  return (
    <>
      <Header
        view={view}
        peopleCount={state.peopleCount}
        canAdd={state.peopleCount < everyone.length}
        onAdd={() => dispatch({ type: 'add-person' })}
      />
      {view === 'code' ? (
        <CodePage lesson={lesson} />
      ) : (
        <main className={people.people}>
          {present.map((person) => (
            <PersonFrame
              key={person.userId}
              lesson={lesson}
              person={person}
              events={events}
              onShowToken={showToken}
            />
          ))}
        </main>
      )}
      {view === 'lesson' && (
        <Drawer
          tab={tab}
          onTab={setTab}
          people={present}
          chosen={chosen}
          onChoose={setChosen}
          frames={frames}
          state={state}
          dispatch={dispatch}
        />
      )}
    </>
  );
}

/** The frames by person, outside React's state, and what they report. */
function useFrames(dispatch: (action: SandboxAction) => void) {
  const [frames] = useState(() => new Map<string, Frame>());
  const events = useMemo<PersonFrameEvents>(
    () => ({
      onEvent: (person, name, payload) =>
        dispatch({ type: 'event', event: { at: new Date(), userId: person.userId, name, payload } }),
      onFrame: (person, frame) => {
        if (frame) frames.set(person.userId, frame);
        else frames.delete(person.userId);
      },
      onToken: (person, token) => dispatch({ type: 'token', userId: person.userId, token }),
    }),
    [dispatch, frames],
  );
  return { frames, events };
}
