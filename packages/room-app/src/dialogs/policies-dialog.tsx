import '@cloudmeet/ui/later-english';
import { policyValue, policyValueSchema } from '@cloudmeet/contracts';
import type { MediaPolicy, Policies, PoliciesInput, PolicyValue } from '@cloudmeet/contracts';
import { selectRoom } from '@cloudmeet/room-engine';
import { Dialog, Select, useText } from '@cloudmeet/ui';
import type { TextKey } from '@cloudmeet/ui';
import { useActions, useRoomState } from '../page/page-context.tsx';
import { useRun } from '../page/use-run.ts';
import { useCloseDialog } from './use-close-dialog.ts';
import styles from './dialogs.module.css';

interface PolicyRow {
  id: string;
  label: TextKey;
  read: (policies: Policies) => PolicyValue;
  write: (policies: Policies, value: PolicyValue) => PoliciesInput;
}

const rows: readonly PolicyRow[] = [
  {
    id: 'audio',
    label: 'policies.audio',
    read: (policies) => policyValue(policies, 'media.publish', 'audio'),
    write: (policies, audio) => ({ 'media.publish': { ...mediaOf(policies), audio } }),
  },
  {
    id: 'video',
    label: 'policies.video',
    read: (policies) => policyValue(policies, 'media.publish', 'video'),
    write: (policies, video) => ({ 'media.publish': { ...mediaOf(policies), video } }),
  },
  ...(['screen.share', 'chat.send', 'chat.direct'] as const).map((permission): PolicyRow => ({
    id: permission,
    label: `policies.${permission === 'screen.share' ? 'screen' : permission === 'chat.send' ? 'chat' : 'direct'}`,
    read: (policies) => policies[permission],
    write: (_policies, value) => ({ [permission]: value }),
  })),
];

const values: Record<PolicyValue, TextKey> = {
  allowed: 'policies.allowed',
  'on-request': 'policies.onRequest',
  off: 'policies.off',
};

/** What attendees may do in this meeting. Each choice acts at once. */
export function PoliciesDialog() {
  const { t } = useText();
  const actions = useActions();
  const run = useRun();
  const close = useCloseDialog();
  const { policies } = useRoomState(selectRoom);
  return (
    <Dialog open onClose={close} title={t('policies.title')} description={t('policies.detail')}>
      <div className={styles.fields}>
        {rows.map(({ id, label, read, write }) => (
          <Select
            key={id}
            label={t(label)}
            value={read(policies)}
            options={policyValueSchema.options.map((value) => ({ value, label: t(values[value]) }))}
            onChange={(chosen) =>
              void run(() => actions.updatePolicy(write(policies, policyValueSchema.parse(chosen))))
            }
          />
        ))}
      </div>
    </Dialog>
  );
}

function mediaOf(policies: Policies): Exclude<MediaPolicy, string> {
  const value = policies['media.publish'];
  return typeof value === 'string' ? { audio: value, video: value } : value;
}

// a dialog is a chunk of its own: `lazy()` wants it as the default
export default PoliciesDialog;
