import { selectCan, selectChat, selectCounts, selectMyId } from '@cloudmeet/room-engine';
import type { RoomEngineState } from '@cloudmeet/room-engine';
import { ChatIcon, HandIcon, PeopleIcon, ReactIcon, useText } from '@cloudmeet/ui';
import type { ControlItem } from '@cloudmeet/ui';
import { useActions, usePageDispatch, usePageState, useRoomState } from '../../page/page-context.tsx';
import { useRun } from '../../page/use-run.ts';
import { panelToggled } from '../../page/view-slice.ts';
import { useReactionPicks } from './use-reaction-picks.ts';

/** Hand, reactions, chat and people. */
export function useSocialItems(): ControlItem[] {
  const hand = useHandItem();
  const react = useReactItem();
  const chat = useChatItem();
  const people = usePeopleItem();
  return [hand, react, chat, people].filter((item) => item !== undefined);
}

const selectMyHand = (state: RoomEngineState): boolean => {
  const me = selectMyId(state);
  return me !== null && state.room.hands.includes(me);
};

function useHandItem(): ControlItem | undefined {
  const { t } = useText();
  const actions = useActions();
  const run = useRun();
  const raised = useRoomState(selectMyHand);
  const allowed = useRoomState((state) => selectCan(state, 'hand.raise'));
  if (!allowed) return undefined;
  return {
    id: 'hand',
    label: raised ? t('controls.lowerHand') : t('controls.raiseHand'),
    icon: <HandIcon />,
    tone: raised ? 'active' : 'plain',
    shortcut: 'h',
    onPress: () => void run(() => (raised ? actions.lowerHand() : actions.raiseHand())),
  };
}

function useReactItem(): ControlItem | undefined {
  const { t } = useText();
  const picks = useReactionPicks();
  const allowed = useRoomState((state) => selectCan(state, 'reaction.send'));
  if (!allowed) return undefined;
  return { id: 'react', label: t('controls.react'), icon: <ReactIcon />, menu: [picks], collapse: 1 };
}

function useChatItem(): ControlItem {
  const { t } = useText();
  const dispatch = usePageDispatch();
  const open = usePageState(({ view }) => view.panel === 'chat');
  const seenSeq = usePageState(({ view }) => view.chatSeenSeq);
  const unread = useRoomState((state) => unreadCount(state, seenSeq));
  const shown = open ? 0 : unread;
  return {
    id: 'chat',
    label: t('controls.chat'),
    icon: <ChatIcon />,
    tone: open ? 'active' : 'plain',
    expanded: open,
    dot: shown > 0,
    note: shown > 0 ? t('controls.unread', { count: shown }) : undefined,
    shortcut: 'c',
    onPress: () => dispatch(panelToggled('chat')),
  };
}

/** Messages of others after the newest one that was on the screen. */
function unreadCount(state: RoomEngineState, seenSeq: number): number {
  const me = selectMyId(state);
  return selectChat(state).filter(({ seq, from }) => seq > seenSeq && from !== me).length;
}

function usePeopleItem(): ControlItem {
  const { t } = useText();
  const dispatch = usePageDispatch();
  const open = usePageState(({ view }) => view.panel === 'people');
  const { present } = useRoomState(selectCounts);
  return {
    id: 'people',
    label: t('controls.people'),
    icon: <PeopleIcon />,
    tone: open ? 'active' : 'plain',
    expanded: open,
    count: present,
    note: t('controls.peopleCount', { count: present }),
    collapse: 2,
    shortcut: 'p',
    onPress: () => dispatch(panelToggled('people')),
  };
}
