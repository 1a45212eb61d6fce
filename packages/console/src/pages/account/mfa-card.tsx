import { useState } from 'react';
import { Button, TextInput } from '@mantine/core';
import { Badge, CheckIcon } from '@cloudmeet/ui';
import { api } from '../../api/api.ts';
import { asProblem } from '../../api/problem.ts';
import { useNotify } from '../../notices/use-notify.ts';
import { CopyField } from '../../parts/copy/copy-field.tsx';
import { Card } from '../../parts/form/card.tsx';
import { Form } from '../../parts/form/form.tsx';
import { ProblemNotice } from '../../parts/states/problem-notice.tsx';
import { useConsoleText } from '../../text/use-console-text.tsx';
import styles from './account.module.css';
import { QrCode } from './qr-code.tsx';

/** The second factor: on or off, and the way to the other. */
export function MfaCard({ isOn }: { isOn: boolean }) {
  const { t } = useConsoleText();
  return (
    <Card title={t('account.mfa')}>
      {isOn ? (
        <>
          <p>
            <Badge tone="good" icon={<CheckIcon />}>
              {t('account.mfaOn')}
            </Badge>
          </p>
          <SwitchOff />
        </>
      ) : (
        <SwitchOn />
      )}
    </Card>
  );
}

function SwitchOn() {
  const { t } = useConsoleText();
  const [begin, { data, error, isLoading }] = api.useBeginMfaMutation();
  const [confirm, confirmation] = api.useConfirmMfaMutation();
  const notify = useNotify();
  if (!data)
    return (
      <>
        <p className={styles['muted']}>{t('account.mfaWhat')}</p>
        <ProblemNotice problem={asProblem(error)} />
        <div>
          <Button loading={isLoading} onClick={() => void begin()}>
            {t('account.mfaBegin')}
          </Button>
        </div>
      </>
    );
  const submit = async (code: string) => {
    const answer = await confirm({ mfaCode: { code } });
    if (!answer.error) notify(t('account.mfaIsOn'));
  };
  return (
    <>
      <p className={styles['muted']}>
        {t('account.mfaSecret')} <a href={data.uri}>{t('account.mfaOpen')}</a>
      </p>
      <QrCode value={data.uri} label={t('account.mfaQr')} />
      <CopyField label={t('account.mfaKey')} value={data.secret} />
      <CodeForm
        label={t('account.mfaConfirm')}
        problem={asProblem(confirmation.error)}
        isBusy={confirmation.isLoading}
        onCode={(code) => void submit(code)}
      />
    </>
  );
}

function SwitchOff() {
  const { t } = useConsoleText();
  const [disable, { error, isLoading }] = api.useDisableMfaMutation();
  const notify = useNotify();
  const submit = async (code: string) => {
    const answer = await disable({ mfaCode: { code } });
    if (!answer.error) notify(t('account.mfaIsOff'));
  };
  return (
    <CodeForm
      label={t('account.mfaOff')}
      problem={asProblem(error)}
      isBusy={isLoading}
      onCode={(code) => void submit(code)}
    />
  );
}

interface CodeFormProps {
  label: string;
  problem: ReturnType<typeof asProblem>;
  isBusy: boolean;
  onCode: (code: string) => void;
}

function CodeForm({ label, problem, isBusy, onCode }: CodeFormProps) {
  const { t } = useConsoleText();
  const [code, setCode] = useState('');
  return (
    <Form
      problem={problem}
      submitLabel={label}
      isBusy={isBusy}
      isResting={!/^\d{6}$/.test(code)}
      onSubmit={() => onCode(code)}
    >
      <TextInput
        label={t('mfa.code')}
        description={t('mfa.lead')}
        inputMode="numeric"
        autoComplete="one-time-code"
        maxLength={6}
        value={code}
        onChange={({ currentTarget }) => setCode(currentTarget.value.replaceAll(/\D/g, ''))}
      />
    </Form>
  );
}
