import { useConsoleText } from '../../text/use-console-text.tsx';
import { ChoiceFilter } from './choice-filter.tsx';
import { Filters } from './filters.tsx';
import { TextFilter } from './text-filter.tsx';

export interface StateAndRoomProps<State extends string> {
  /** Names the filters as a whole. */
  label: string;
  states: readonly State[];
  wordOf: (state: State) => string;
}

/** Filters of a list by the state of its rows and by their room. */
export function StateAndRoom<State extends string>({ label, states, wordOf }: StateAndRoomProps<State>) {
  const { t } = useConsoleText();
  const options = states.map((value) => ({ value, label: wordOf(value) }));
  return (
    <Filters label={label}>
      <ChoiceFilter
        name="status"
        label={t('webhooks.state')}
        options={[{ value: '', label: t('webhooks.everyState') }, ...options]}
      />
      <TextFilter name="roomId" label={t('sessions.byRoom')} />
    </Filters>
  );
}
