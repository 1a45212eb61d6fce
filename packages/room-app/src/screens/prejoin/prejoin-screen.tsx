import '@cloudmeet/ui/prejoin-english';
import { useState } from 'react';
import { limits } from '@cloudmeet/contracts';
import type { Preview } from '@cloudmeet/contracts';
import type { LocalMediaStatus } from '@cloudmeet/room-engine';
import { Button, formatTime, HearingRow, Input, PrejoinLayout, useText, WhoIsHere } from '@cloudmeet/ui';
import type { TextKey } from '@cloudmeet/ui';
import { joinAsWished } from '../../page/join-as-wished.ts';
import { usePage, usePageDispatch, usePageState, useRoomState } from '../../page/page-context.tsx';
import type { RoomPage } from '../../page/room-page.ts';
import { useRun } from '../../page/use-run.ts';
import { wishChanged } from '../../page/view-slice.ts';
import { Brand } from '../../shell/brand.tsx';
import { Notices } from '../../shell/notices.tsx';
import { useTenantWords } from '../../shell/tenant-words.tsx';
import { useDeviceNotice } from './use-device-notice.tsx';
import { NetworkTestLine } from './network-test-line.tsx';
import { PrejoinDevices, PrejoinDeviceSummary } from './prejoin-devices.tsx';
import { PrejoinPreview } from './prejoin-preview.tsx';
import { RecordedNotice } from './recorded-notice.tsx';
import { useHearing } from './use-hearing.ts';
import { useJoinNote } from './use-join-note.ts';
import { usePreviewDevices } from './use-preview-devices.ts';

/** Before joining: how do I look, can they hear me, what is this room, and the one button. */
export function PrejoinScreen({ preview }: { preview: Preview }) {
  return (
    <>
      <Prejoin preview={preview} />
      <Notices />
    </>
  );
}

function Prejoin({ preview }: { preview: Preview }) {
  const { t } = useText();
  const page = usePage();
  const run = useRun();
  const hearing = useHearing();
  const name = useName(preview);
  const busy = useRoomState(({ connection }) => connection.status === 'joining');
  usePreviewDevices();
  const join = (): void => {
    if (busy || !name.check()) return;
    const { requiresConsent } = preview.room;
    page.store.dispatch(wishChanged({ ...openDevices(page), ...(requiresConsent ? { consent: true } : {}) }));
    void run(() => joinAsWished(page));
  };
  return (
    <PrejoinLayout
      brand={page.embedded ? undefined : <Brand size={32} />}
      title={preview.room.name}
      subtitle={useSubtitle(preview)}
      welcome={useTenantWords('welcome')}
      preview={<PrejoinPreview name={name.value} avatarUrl={preview.self.avatarUrl} />}
      hearing={<HearingRow {...hearing} />}
      devices={<PrejoinDevices />}
      deviceSummary={<PrejoinDeviceSummary />}
      people={<WhoIsHere people={preview.people} total={preview.participantCount} />}
      notice={
        <>
          <RecordedNotice preview={preview} />
          {useDeviceNotice()}
        </>
      }
      name={<Input {...name.field} />}
      join={
        <Button type="submit" tone="primary" size="large" busy={busy} wide>
          {busy ? t('prejoin.joining') : t(joinWords(preview))}
        </Button>
      }
      note={
        <>
          {useJoinNote(preview)} <NetworkTestLine />
        </>
      }
      onSubmit={join}
    />
  );
}

/** I join with what is open now; what failed to open is not tried once more behind my back. */
function openDevices({ room }: RoomPage): { audio: boolean; video: boolean } {
  const { audio, video } = room.store.getState().media;
  const open = (status: LocalMediaStatus): boolean => status === 'on' || status === 'starting';
  return { audio: open(audio.status), video: open(video.status) };
}

/** What the one button does. */
function joinWords(preview: Preview): TextKey {
  const { requiresConsent } = preview.room;
  if (knocks(preview)) return requiresConsent ? 'prejoin.agreeAndAsk' : 'prejoin.askToJoin';
  return requiresConsent ? 'prejoin.agreeAndJoin' : 'prejoin.join';
}

/** Those who may let others in do not wait at the door themselves. */
export function knocks({ room, self }: Preview): boolean {
  return room.lobby && !self.allows.includes('lobby.admit');
}

/** When it started; before that, who is here says it. */
function useSubtitle({ room }: Preview): string | undefined {
  const { t, language } = useText();
  if (room.startedAt === null) return undefined;
  return t('prejoin.startedAt', { time: formatTime(Date.parse(room.startedAt), language) });
}

/** The name field: what the token says stands fast, what is typed is kept whatever happens. */
function useName({ self }: Preview) {
  const { t } = useText();
  const dispatch = usePageDispatch();
  const typed = usePageState(({ view }) => view.wish.name);
  const [asked, setAsked] = useState(false);
  const value = self.name ?? typed;
  const missing = value.trim() === '';
  return {
    value,
    check: (): boolean => {
      setAsked(true);
      return !missing;
    },
    field: {
      label: t('prejoin.name'),
      value,
      readOnly: self.name !== undefined,
      maxLength: limits.nameLength,
      autoComplete: 'name',
      placeholder: t('prejoin.namePlaceholder'),
      error: asked && missing ? t('prejoin.nameMissing') : undefined,
      onChange: (event: { target: { value: string } }) => dispatch(wishChanged({ name: event.target.value })),
    },
  };
}

// a screen is a chunk of its own: `lazy()` wants it as the default
export default PrejoinScreen;
