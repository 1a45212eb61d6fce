import { useState } from 'react';
import { limits } from '@cloudmeet/contracts';
import { Button, Dialog, Input, Switch, useText } from '@cloudmeet/ui';
import { useActions } from '../page/page-context.tsx';
import { useRun } from '../page/use-run.ts';
import { isBlank, rtmpAddress } from './rtmp-address.ts';
import type { RtmpFields } from './rtmp-address.ts';
import styles from './dialogs.module.css';
import { useCloseDialog } from './use-close-dialog.ts';

const blank: RtmpFields = { server: '', key: '' };

/** Where the stream goes. Keys are typed as passwords, sent once, and kept nowhere on this page. */
export function StartStream() {
  const { t } = useText();
  const actions = useActions();
  const run = useRun();
  const close = useCloseDialog();
  const [hls, setHls] = useState(true);
  const [targets, setTargets] = useState<readonly RtmpFields[]>([blank]);
  const [asked, setAsked] = useState(false);
  const filled = targets.filter((target) => !isBlank(target));
  const addresses = filled.flatMap((target) => rtmpAddress(target) ?? []);
  const start = (): void => {
    setAsked(true);
    if (addresses.length < filled.length || (addresses.length === 0 && !hls)) return;
    close();
    void run(() => actions.startStream({ hls, ...(addresses.length > 0 ? { rtmpUrls: addresses } : {}) }));
  };
  return (
    <Dialog
      open
      onClose={close}
      title={t('captures.streamTitle')}
      description={t('captures.streamDetail')}
      actions={
        <>
          <Button onClick={close}>{t('common.cancel')}</Button>
          <Button tone="primary" onClick={start}>
            {t('captures.goLive')}
          </Button>
        </>
      }
    >
      <div className={styles.fields}>
        <Switch label={t('captures.hls')} hint={t('captures.hlsHint')} checked={hls} onChange={setHls} />
        <Targets
          targets={targets}
          required={asked && !hls && filled.length === 0}
          checked={asked}
          onChange={setTargets}
        />
      </div>
    </Dialog>
  );
}

interface TargetsProps {
  targets: readonly RtmpFields[];
  /** Nothing else is chosen: the first one has to be filled. */
  required: boolean;
  checked: boolean;
  onChange: (targets: readonly RtmpFields[]) => void;
}

function Targets({ targets, required, checked, onChange }: TargetsProps) {
  const { t } = useText();
  return (
    <>
      {targets.map((target, at) => (
        <Target
          // the places are what they are: none is ever moved or taken out
          // oxlint-disable-next-line react/no-array-index-key
          key={at}
          target={target}
          required={required && at === 0}
          checked={checked}
          onChange={(next) => onChange(targets.with(at, next))}
        />
      ))}
      {targets.length < limits.rtmpTargetsMax ? (
        <Button tone="quiet" onClick={() => onChange([...targets, blank])}>
          {t('captures.addTarget')}
        </Button>
      ) : null}
    </>
  );
}

interface TargetProps {
  target: RtmpFields;
  /** Nothing else is chosen: this one has to be filled. */
  required: boolean;
  checked: boolean;
  onChange: (target: RtmpFields) => void;
}

function Target({ target, required, checked, onChange }: TargetProps) {
  const { t } = useText();
  const wrong = checked && !isBlank(target) && rtmpAddress(target) === undefined;
  return (
    <div className={styles.pair}>
      <Input
        label={t('captures.rtmpServer')}
        value={target.server}
        placeholder="rtmps://live.example.com/app"
        autoComplete="off"
        spellCheck={false}
        inputMode="url"
        error={wrong ? t('captures.rtmpWrong') : required ? t('captures.outputMissing') : undefined}
        onChange={({ target: { value } }) => onChange({ ...target, server: value })}
      />
      <Input
        label={t('captures.rtmpKey')}
        hint={t('captures.rtmpKeyHint')}
        type="password"
        value={target.key}
        autoComplete="off"
        onChange={({ target: { value } }) => onChange({ ...target, key: value })}
      />
    </div>
  );
}
