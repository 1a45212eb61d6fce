import { JsonInput, NativeSelect, NumberInput, Switch, TextInput } from '@mantine/core';
import { limits } from '@cloudmeet/contracts';
import { api } from '../../api/api.ts';
import type { ApiProblem } from '../../api/problem.ts';
import { PolicyFields } from '../../parts/policies/policy-fields.tsx';
import { useConsoleText } from '../../text/use-console-text.tsx';
import { parseMetadata } from './room-draft.ts';
import type { RoomDraft } from './room-draft.ts';
import { roomModes } from './use-room-query.ts';
import styles from './rooms.module.css';

export interface RoomFieldsProps {
  draft: RoomDraft;
  onChange: (draft: RoomDraft) => void;
  problem: ApiProblem | undefined;
}

/** Every setting of a room. What the server refused stands at its field. */
export function RoomFields(props: RoomFieldsProps) {
  const { data: most } = api.useGetTenantPoliciesQuery();
  return (
    <>
      <Basics {...props} />
      <PolicyFields
        draft={props.draft.policies}
        onChange={(policies) => props.onChange({ ...props.draft, policies })}
        most={most}
      />
      <Recording {...props} />
      <YourOwn {...props} />
    </>
  );
}

function Basics({ draft, onChange, problem }: RoomFieldsProps) {
  const { t } = useConsoleText();
  const set = (change: Partial<RoomDraft>) => onChange({ ...draft, ...change });
  return (
    <div className={styles['stack']}>
      <TextInput
        label={t('rooms.name')}
        placeholder={t('rooms.namePlaceholder')}
        value={draft.name}
        maxLength={limits.roomNameLength}
        onChange={({ currentTarget }) => set({ name: currentTarget.value })}
        error={problem?.fields['/name']}
        data-autofocus
      />
      <NativeSelect
        label={t('rooms.mode')}
        description={t(`modeHint.${draft.mode}`)}
        value={draft.mode}
        data={roomModes.map((value) => ({ value, label: t(`mode.${value}`) }))}
        onChange={({ currentTarget }) =>
          set({ mode: roomModes.find((mode) => mode === currentTarget.value) ?? 'auto' })
        }
      />
      <NumberInput
        label={t('rooms.maxParticipants')}
        value={draft.maxParticipants}
        min={1}
        max={limits.roomParticipantsMax}
        clampBehavior="blur"
        allowDecimal={false}
        onChange={(value) => set({ maxParticipants: typeof value === 'number' ? value : '' })}
        error={problem?.fields['/maxParticipants']}
      />
      <Switch
        label={t('rooms.lobby')}
        description={t('rooms.lobbyHint')}
        checked={draft.lobby}
        onChange={({ currentTarget }) => set({ lobby: currentTarget.checked })}
      />
    </div>
  );
}

function Recording({ draft, onChange }: RoomFieldsProps) {
  const { t } = useConsoleText();
  return (
    <fieldset className={styles['group']}>
      <legend>{t('recording.title')}</legend>
      <div className={styles['stack']}>
        <Switch
          label={t('recording.automatic')}
          checked={draft.recordAutomatically}
          onChange={({ currentTarget }) => onChange({ ...draft, recordAutomatically: currentTarget.checked })}
        />
        <Switch
          label={t('recording.consent')}
          description={t('recording.consentHint')}
          checked={draft.requireConsent}
          onChange={({ currentTarget }) => onChange({ ...draft, requireConsent: currentTarget.checked })}
        />
      </div>
    </fieldset>
  );
}

function YourOwn({ draft, onChange, problem }: RoomFieldsProps) {
  const { t } = useConsoleText();
  const broken = parseMetadata(draft.metadata) === undefined;
  return (
    <fieldset className={styles['group']}>
      <legend>{t('rooms.own')}</legend>
      <div className={styles['stack']}>
        <TextInput
          label={t('rooms.externalId')}
          description={t('rooms.externalIdHint')}
          value={draft.externalId}
          maxLength={limits.externalIdLength}
          onChange={({ currentTarget }) => onChange({ ...draft, externalId: currentTarget.value })}
          error={problem?.fields['/externalId']}
        />
        <JsonInput
          label={t('rooms.metadata')}
          description={t('rooms.metadataHint')}
          value={draft.metadata}
          rows={3}
          spellCheck={false}
          onChange={(metadata) => onChange({ ...draft, metadata })}
          error={broken ? t('rooms.metadataBroken') : problem?.fields['/metadata']}
        />
      </div>
    </fieldset>
  );
}
