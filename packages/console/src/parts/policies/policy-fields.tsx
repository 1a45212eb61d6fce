import { useId } from 'react';
import { NativeSelect } from '@mantine/core';
import { limitPolicies } from '@cloudmeet/contracts';
import type { Policies } from '../../api/api.ts';
import type { ConsoleTextKey } from '../../text/text-key.ts';
import { useConsoleText } from '../../text/use-console-text.tsx';
import { attendeeFields, policiesOfDraft, policyDraftOf } from './policy-draft.ts';
import type { AttendeeField, PolicyDraft } from './policy-draft.ts';
import styles from './policies.module.css';

const attendeeLabels = {
  audio: 'policies.audio',
  video: 'policies.video',
  'screen.share': 'policies.screen',
  'chat.send': 'policies.chat',
  'chat.direct': 'policies.direct',
  'notes.edit': 'policies.notes',
} as const satisfies Record<AttendeeField, ConsoleTextKey>;

const attendeeValues = ['allowed', 'on-request', 'off'] as const;
const recordingValues = ['moderators', 'hosts', 'off'] as const;
const streamValues = ['hosts', 'off'] as const;

export interface PolicyFieldsProps {
  draft: PolicyDraft;
  onChange: (draft: PolicyDraft) => void;
  /** The most that the tenant allows any room: what a field says beyond it has no effect, and that stands there. */
  most?: Policies | undefined;
}

/** What attendees may do in a room, and who may record and stream it. */
export function PolicyFields(props: PolicyFieldsProps) {
  const { draft, onChange } = props;
  const { t } = useConsoleText();
  const hint = useLimitHint(props);
  return (
    <>
      <fieldset className={styles['group']}>
        <legend>{t('policies.title')}</legend>
        <p className={styles['hint']}>{t('policies.hint')}</p>
        {attendeeFields.map((field) => (
          <PolicySelect
            key={field}
            label={t(attendeeLabels[field])}
            value={draft[field]}
            values={attendeeValues}
            hint={hint(field)}
            onChange={(value) => onChange({ ...draft, [field]: value })}
          />
        ))}
      </fieldset>
      <fieldset className={styles['group']}>
        <legend>{t('policies.captureTitle')}</legend>
        <PolicySelect
          label={t('policies.record')}
          value={draft['recording.start']}
          values={recordingValues}
          hint={hint('recording.start')}
          onChange={(value) => onChange({ ...draft, 'recording.start': value })}
        />
        <PolicySelect
          label={t('policies.stream')}
          value={draft['stream.start']}
          values={streamValues}
          hint={hint('stream.start')}
          onChange={(value) => onChange({ ...draft, 'stream.start': value })}
        />
      </fieldset>
    </>
  );
}

/** Says of a field what holds in its place. */
function useLimitHint({ draft, most }: PolicyFieldsProps): (field: keyof PolicyDraft) => string | undefined {
  const { t } = useConsoleText();
  if (!most) return () => undefined;
  const permitted = policyDraftOf(limitPolicies(policiesOfDraft(draft), most));
  return (field) =>
    permitted[field] === draft[field]
      ? undefined
      : t('policies.limited', { value: t(`policy.${permitted[field]}`) });
}

interface PolicySelectProps<Value extends PolicyDraft[keyof PolicyDraft]> {
  label: string;
  value: Value;
  values: readonly Value[];
  hint: string | undefined;
  onChange: (value: Value) => void;
}

function PolicySelect<Value extends PolicyDraft[keyof PolicyDraft]>(props: PolicySelectProps<Value>) {
  const { label, value, values, hint, onChange } = props;
  const { t } = useConsoleText();
  const id = useId();
  return (
    <div className={styles['policy']}>
      <div>
        <label htmlFor={id}>{label}</label>
        {hint === undefined ? null : (
          <p id={`${id}-hint`} className={styles['limited']}>
            {hint}
          </p>
        )}
      </div>
      <NativeSelect
        id={id}
        value={value}
        data={values.map((one) => ({ value: one, label: t(`policy.${one}`) }))}
        {...(hint === undefined ? {} : { 'aria-describedby': `${id}-hint` })}
        onChange={({ currentTarget }) => onChange(values.find((one) => one === currentTarget.value) ?? value)}
      />
    </div>
  );
}
