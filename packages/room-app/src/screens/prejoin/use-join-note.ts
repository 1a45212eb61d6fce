import type { Preview } from '@cloudmeet/contracts';
import { selectCan, selectMedia } from '@cloudmeet/room-engine';
import { useText } from '@cloudmeet/ui';
import type { TextKey } from '@cloudmeet/ui';
import { useRoomState } from '../../page/page-context.tsx';

/** What pressing Join will do: with what of me, and whether somebody lets me in first. */
export function useJoinNote({ room, self }: Preview): string {
  const { t } = useText();
  const audio = useRoomState((state) => selectMedia(state).audio.status === 'on');
  const video = useRoomState((state) => selectMedia(state).video.status === 'on');
  const mayPublish = useRoomState((state) => selectCan(state, 'media.publish'));
  const words = t(mayPublish ? joinWords(audio, video) : 'prejoin.joinToListen');
  return room.lobby && !self.allows.includes('lobby.admit') ? `${words} ${t('prejoin.lobbyNote')}` : words;
}

function joinWords(audio: boolean, video: boolean): TextKey {
  if (audio) return video ? 'prejoin.joinWithBoth' : 'prejoin.joinWithMicrophone';
  return video ? 'prejoin.joinWithCamera' : 'prejoin.joinWithNeither';
}
