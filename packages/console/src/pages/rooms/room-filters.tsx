import { useConsoleText } from '../../text/use-console-text.tsx';
import { Filters } from '../../parts/filters/filters.tsx';
import { TextFilter } from '../../parts/filters/text-filter.tsx';

/** What the list of rooms can be narrowed by. All of it stands in the address. */
export function RoomFilters() {
  const { t } = useConsoleText();
  return (
    <Filters label={t('rooms.filters')}>
      <TextFilter name="externalId" label={t('rooms.byExternalId')} />
    </Filters>
  );
}
