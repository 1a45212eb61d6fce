import { nanoid } from '@reduxjs/toolkit';
import type { FrameParticipant, Reaction } from '@cloudmeet/contracts';
import { selectMyId } from '@cloudmeet/room-engine';
import { announced, handSeen, marked, reactionGone, reactionShown } from '../page/moments-slice.ts';
import type { Mark } from '../page/moments-slice.ts';
import type { RoomPage } from '../page/room-page.ts';
import { reactionNames } from '../room/controls/reaction-names.ts';
import { watchValue } from './watch-value.ts';

const reactionShownMs = 4000;

/** Comings and goings, hands, reactions, messages and the lock: lines in the chat and words for screen readers. */
export function watchOthers(page: RoomPage): () => void {
  const { room, store, text } = page;
  const say = (words: string): void => void store.dispatch(announced(words));
  const mark = (kind: Mark['kind'], name?: string): void => {
    store.dispatch(
      marked({
        kind,
        atMs: Date.now() + room.store.getState().local.clockOffsetMs,
        ...(name === undefined ? {} : { name }),
      }),
    );
  };
  const come = ({ participant: { local, userName } }: { participant: FrameParticipant }): void => {
    if (local) return;
    mark('joined', userName);
    say(text.t('marks.joined', { name: userName }));
  };
  const go = ({ participant: { local, userName } }: { participant: FrameParticipant }): void => {
    if (local) return;
    mark('left', userName);
    say(text.t('marks.left', { name: userName }));
  };
  const disposers = [
    room.on('participant-joined', come),
    room.on('participant-left', go),
    room.on('hand-raised', ({ participant }) => {
      store.dispatch(handSeen({ participantId: participant.id, atMs: Date.now() }));
      if (!participant.local) say(text.t('marks.handRaised', { name: participant.userName }));
    }),
    room.on('chat-message', (message) => {
      if (message.fromId !== selectMyId(room.store.getState()) && store.getState().view.panel !== 'chat')
        say(text.t('chat.announce', { name: message.fromName, text: message.text }));
    }),
    watchReactions(page, say),
    watchValue(
      room.store,
      ({ room: { locked } }) => locked,
      (locked) => {
        if (room.store.getState().connection.status !== 'joined') return;
        mark(locked ? 'locked' : 'unlocked');
        say(text.t(locked ? 'marks.locked' : 'marks.unlocked'));
      },
    ),
  ];
  return () => {
    for (const dispose of disposers) dispose();
  };
}

/** Each reaction is shown for four seconds. */
function watchReactions({ room, store, text }: RoomPage, say: (words: string) => void): () => void {
  const timers = new Set<ReturnType<typeof setTimeout>>();
  const show = ({ participantId, reaction }: { participantId: string; reaction: Reaction }): void => {
    const id = nanoid(8);
    const name = room.store.getState().room.participants[participantId]?.name ?? '';
    store.dispatch(reactionShown({ id, participantId, name, reaction }));
    if (participantId !== selectMyId(room.store.getState()))
      say(text.t('reactions.from', { name, reaction: text.t(reactionNames[reaction]) }));
    const timer = setTimeout(() => {
      timers.delete(timer);
      store.dispatch(reactionGone(id));
    }, reactionShownMs);
    timers.add(timer);
  };
  const stop = room.on('reaction', show);
  return () => {
    stop();
    for (const timer of timers) clearTimeout(timer);
  };
}
