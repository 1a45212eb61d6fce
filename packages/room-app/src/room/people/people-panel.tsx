import '@cloudmeet/ui/later-english';
import { selectCounts, selectHands, selectWaiting } from '@cloudmeet/room-engine';
import { Panel, Tabs, useText } from '@cloudmeet/ui';
import { usePageDispatch, usePageState, useRoomState } from '../../page/page-context.tsx';
import { viewChanged } from '../../page/view-slice.ts';
import { useClosePanel } from '../use-close-panel.ts';
import { HandsList } from './hands-list.tsx';
import { RoomList } from './room-list.tsx';
import { WaitingList } from './waiting-list.tsx';

/** Everybody: in the room, with a raised hand, at the door. */
export function PeoplePanel() {
  const { t } = useText();
  const close = useClosePanel('people');
  const dispatch = usePageDispatch();
  const chosen = usePageState(({ view }) => view.peopleTab);
  const { present } = useRoomState(selectCounts);
  const hands = useRoomState(selectHands).length;
  const waiting = useRoomState(selectWaiting).length;
  const tabs = [
    { value: 'room' as const, label: t('people.inRoom'), count: present, content: <RoomList /> },
    {
      value: 'hands' as const,
      label: t('people.raisedHands'),
      count: hands > 0 ? hands : undefined,
      content: <HandsList />,
    },
    ...(waiting > 0
      ? [{ value: 'waiting' as const, label: t('people.waiting'), count: waiting, content: <WaitingList /> }]
      : []),
  ];
  const shown = tabs.find(({ value }) => value === chosen)?.value ?? 'room';
  return (
    <Panel title={t('people.title')} onClose={close}>
      <Tabs
        label={t('people.title')}
        value={shown}
        tabs={tabs}
        onChange={(value) => {
          const peopleTab = tabs.find((tab) => tab.value === value)?.value;
          if (peopleTab) dispatch(viewChanged({ peopleTab }));
        }}
      />
    </Panel>
  );
}

// the panel is a chunk of its own: `lazy()` wants it as the default
export default PeoplePanel;
