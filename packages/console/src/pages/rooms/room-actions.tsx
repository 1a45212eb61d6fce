import { useState } from 'react';
import { Button } from '@mantine/core';
import { CopyIcon, CheckIcon } from '@cloudmeet/ui';
import { api } from '../../api/api.ts';
import type { Room } from '../../api/api.ts';
import { asProblem } from '../../api/problem.ts';
import { problemText } from '../../parts/states/problem-text.ts';
import { useNotify } from '../../notices/use-notify.ts';
import { useMayDo } from '../../session/use-may-do.ts';
import { useConsoleText } from '../../text/use-console-text.tsx';

/** A link that lets one guest in for an hour, straight to the clipboard. */
export function RoomActions({ room, linkOnly = false }: { room: Room; linkOnly?: boolean }) {
  const { t } = useConsoleText();
  const mayDo = useMayDo();
  const notify = useNotify();
  const [mint, { isLoading }] = api.useMintTokenMutation();
  const [copied, setCopied] = useState(false);
  const copyLink = async () => {
    const { data, error } = await mint({ roomId: room.id, mintToken: { role: 'attendee' } });
    const problem = asProblem(error);
    if (problem) notify(problemText(problem, t).what, { tone: 'danger' });
    if (!data) return;
    await navigator.clipboard.writeText(data.joinUrl).then(
      () => {
        setCopied(true);
        notify(t('rooms.linkCopied'));
      },
      () => notify(t('copy.failed'), { tone: 'danger' }),
    );
  };
  const open = async () => {
    // opened at once, because a window that opens after an answer is blocked
    const tab = window.open('about:blank', '_blank');
    const { data } = await mint({ roomId: room.id, mintToken: { role: 'host' } });
    if (!tab) return;
    if (!data) return tab.close();
    tab.opener = null;
    tab.location.replace(data.joinUrl);
  };
  if (!mayDo('mintToken')) return null;
  return (
    <>
      <Button
        leftSection={copied ? <CheckIcon /> : <CopyIcon />}
        loading={isLoading}
        onClick={() => void copyLink()}
      >
        {t('rooms.copyLink')}
      </Button>
      {linkOnly ? null : (
        <Button variant="filled" onClick={() => void open()}>
          {t('rooms.joinAsHost')}
        </Button>
      )}
    </>
  );
}
