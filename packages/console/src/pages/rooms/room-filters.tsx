import { ChoiceFilter } from '../../parts/filters/choice-filter.tsx';
import { Filters } from '../../parts/filters/filters.tsx';
import { TextFilter } from '../../parts/filters/text-filter.tsx';
import { useConsoleText } from '../../text/use-console-text.tsx';
import { roomModes } from './use-room-query.ts';

/** What the list of rooms can be narrowed by. All of it stands in the address. */
export function RoomFilters() {
  const { t } = useConsoleText();
  return (
    <Filters label={t('rooms.filters')}>
      <TextFilter name="search" label={t('rooms.search')} />
      <ChoiceFilter
        name="live"
        label={t('rooms.now')}
        options={[
          { value: '', label: t('rooms.liveAll') },
          { value: 'true', label: t('rooms.liveOnly') },
          { value: 'false', label: t('rooms.liveNot') },
        ]}
      />
      <ChoiceFilter
        name="test"
        label={t('keys.kind')}
        options={[
          { value: '', label: t('rooms.kindAll') },
          { value: 'false', label: t('rooms.kindLive') },
          { value: 'true', label: t('rooms.kindTest') },
        ]}
      />
      <ChoiceFilter
        name="mode"
        label={t('rooms.mode')}
        options={[
          { value: '', label: t('rooms.modeAll') },
          ...roomModes.map((value) => ({ value, label: t(`mode.${value}`) })),
        ]}
      />
      <TextFilter name="externalId" label={t('rooms.byExternalId')} />
    </Filters>
  );
}
