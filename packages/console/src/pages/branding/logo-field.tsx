import { Button, FileButton } from '@mantine/core';
import { limits } from '@cloudmeet/contracts';
import { api } from '../../api/api.ts';
import { asProblem } from '../../api/problem.ts';
import { useNotify } from '../../notices/use-notify.ts';
import { ProblemNotice } from '../../parts/states/problem-notice.tsx';
import { useMayDo } from '../../session/use-may-do.ts';
import { useConsoleText } from '../../text/use-console-text.tsx';
import styles from './branding.module.css';

const types = 'image/png,image/jpeg,image/webp,image/gif';

async function base64Of(file: File): Promise<string> {
  const bytes = new Uint8Array(await file.arrayBuffer());
  return btoa(Array.from(bytes, (byte) => String.fromCharCode(byte)).join(''));
}

export interface LogoFieldProps {
  /** Of the logo that the rooms show now. */
  logoUrl: string | undefined;
  /** What the rooms show from now on. */
  onChange: (logoUrl: string | undefined) => void;
}

/** The tenant's picture: shown, taken from a file, removed. It counts at once, without the form's Save. */
export function LogoField({ logoUrl, onChange }: LogoFieldProps) {
  const { t, formats } = useConsoleText();
  const mayDo = useMayDo();
  const notify = useNotify();
  const [upload, uploading] = api.useSetLogoMutation();
  const [remove, removing] = api.useRemoveLogoMutation();
  const kilobytes = formats.number(limits.logoBytes / 1024);
  const take = async (file: File | null) => {
    if (!file) return;
    if (file.size > limits.logoBytes)
      return notify(t('branding.logoLarge', { kilobytes }), { tone: 'danger' });
    const { data } = await upload({ setLogo: { data: await base64Of(file) } });
    if (!data) return;
    onChange(data.logoUrl);
    notify(t('branding.logoSaved'));
  };
  const clear = async () => {
    if ((await remove()).error) return;
    onChange(undefined);
    notify(t('branding.logoRemoved'));
  };
  if (!mayDo('setLogo')) return null;
  const isUploaded = logoUrl?.includes('/branding/') ?? false;
  return (
    <div className={styles['logo']}>
      <p className={styles['label']}>{t('branding.logoFile')}</p>
      <div className={styles['logoRow']}>
        <span className={styles['logoBox']}>
          {logoUrl === undefined ? t('branding.logoNone') : <img src={logoUrl} alt={t('branding.logoNow')} />}
        </span>
        <FileButton accept={types} onChange={(file) => void take(file)}>
          {(props) => (
            <Button {...props} loading={uploading.isLoading}>
              {t('branding.logoChoose')}
            </Button>
          )}
        </FileButton>
        {isUploaded ? (
          <Button variant="subtle" loading={removing.isLoading} onClick={() => void clear()}>
            {t('branding.logoRemove')}
          </Button>
        ) : null}
      </div>
      <p className={styles['logoHint']}>
        {t('branding.logoFileHint', { kilobytes, pixels: formats.number(limits.logoPixels) })}
      </p>
      <ProblemNotice problem={asProblem(uploading.error ?? removing.error)} />
    </div>
  );
}
