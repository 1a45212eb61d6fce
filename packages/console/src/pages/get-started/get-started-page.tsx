import { api } from '../../api/api.ts';
import { Page } from '../../parts/page/page.tsx';
import { useConsoleText } from '../../text/use-console-text.tsx';
import { EmbedStep } from './embed-step.tsx';
import { KeyStep } from './key-step.tsx';
import { RoomProof } from './room-proof.tsx';
import { ServerStep } from './server-step.tsx';
import { Step } from './step.tsx';
import styles from './get-started.module.css';

/** How a room comes into the admin's own product: three steps that tick themselves, and a room that proves it. */
export default function GetStartedPage() {
  const { t } = useConsoleText();
  const options = { pollingInterval: 10_000, skipPollingIfUnfocused: true };
  const keys = api.useListApiKeysQuery({ limit: 1 }, options).data?.data.length;
  const rooms = api.useListRoomsQuery({ limit: 1 }, options).data?.data.length;
  const origins = api.useListAllowedOriginsQuery({ limit: 1 }, options).data?.data.length;
  const steps = [keys, rooms, origins];
  const isKnown = steps.every((count) => count !== undefined);
  const done = steps.filter((count) => count !== undefined && count > 0).length;
  return (
    <Page
      title={t('getStarted.title')}
      lead={
        isKnown
          ? t(done === 3 ? 'getStarted.allDone' : 'getStarted.lead', { count: done })
          : t('getStarted.what')
      }
    >
      <div className={styles['columns']}>
        <ol className={styles['steps']}>
          <Step number={1} isDone={Boolean(keys)} title={t('getStarted.key')}>
            <KeyStep />
          </Step>
          <Step number={2} isDone={Boolean(rooms)} title={t('getStarted.server')}>
            <ServerStep />
          </Step>
          <Step number={3} isDone={Boolean(origins)} title={t('getStarted.embed')}>
            <EmbedStep />
          </Step>
        </ol>
        <RoomProof />
      </div>
    </Page>
  );
}
