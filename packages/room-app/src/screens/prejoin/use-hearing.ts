import { useEffect, useState } from 'react';
import { selectMedia } from '@cloudmeet/room-engine';
import type { HearingRowProps } from '@cloudmeet/ui';
import { useMyLevel } from '../../media/use-level.ts';
import { useRoomState } from '../../page/page-context.tsx';

/** A microphone that gives less than this share of the meter is not heard. */
const heardShare = 0.12;
const silentAfterMs = 5000;

/** Whether others will hear me: said once something was heard, and taken back after five seconds of nothing. */
export function useHearing(): HearingRowProps {
  const level = useMyLevel();
  const { audio, devices } = useRoomState(selectMedia);
  const on = audio.status === 'on';
  const loud = on && level >= heardShare;
  const [sound, setSound] = useState<'waiting' | 'heard' | 'silent'>('waiting');
  const [opened, setOpened] = useState(on);
  if (opened !== on) {
    setOpened(on);
    setSound('waiting');
  }
  if (loud && sound !== 'heard') setSound('heard');
  useEffect(() => {
    if (!on || loud) return undefined;
    const timer = setTimeout(() => setSound('silent'), silentAfterMs);
    return () => clearTimeout(timer);
  }, [on, loud]);
  if (audio.status === 'error' && !devices.some(({ kind }) => kind === 'audioinput'))
    return { state: 'missing', level: 0 };
  return on ? { state: sound, level } : { state: 'muted', level: 0 };
}
