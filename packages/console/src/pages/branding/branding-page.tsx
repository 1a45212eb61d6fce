import { useState } from 'react';
import { Button, NativeSelect, Slider, TextInput } from '@mantine/core';
import { themeSchema } from '@cloudmeet/contracts';
import { api } from '../../api/api.ts';
import type { Theme } from '../../api/api.ts';
import { asProblem } from '../../api/problem.ts';
import { useNotify } from '../../notices/use-notify.ts';
import { Card } from '../../parts/form/card.tsx';
import { Form } from '../../parts/form/form.tsx';
import { Page } from '../../parts/page/page.tsx';
import { ProblemState } from '../../parts/states/problem-state.tsx';
import { useMayDo } from '../../session/use-may-do.ts';
import { PageSkeleton } from '../../shell/page-skeleton.tsx';
import { useConsoleText } from '../../text/use-console-text.tsx';
import { AccentField } from './accent-field.tsx';
import { BrandPreview } from './brand-preview.tsx';
import styles from './branding.module.css';
import { LogoField } from './logo-field.tsx';
import { WordsFields } from './words-fields.tsx';

/** How the tenant's rooms look and what they say. */
export default function BrandingPage() {
  const { t } = useConsoleText();
  const { data, error, refetch } = api.useGetBrandingQuery();
  const problem = asProblem(error);
  if (!data && !problem) return <PageSkeleton />;
  return (
    <Page title={t('nav.branding')} lead={t('branding.lead')}>
      {data ? <Branding saved={data} /> : null}
      {problem && !data ? <ProblemState problem={problem} onRetry={() => void refetch()} /> : null}
    </Page>
  );
}

function Branding({ saved }: { saved: Theme }) {
  const { t } = useConsoleText();
  const [draft, setDraft] = useState(saved);
  const [update, { error, isLoading }] = api.useUpdateBrandingMutation();
  const notify = useNotify();
  const mayDo = useMayDo();
  const parsed = themeSchema.safeParse(draft);
  const isValid = parsed.success;
  // as the API keeps it: fields in one order, texts without the space around them
  const isChanged = JSON.stringify(parsed.data ?? draft) !== JSON.stringify(saved);
  const save = async (theme: Theme) => {
    const answer = await update({ theme });
    if (answer.error) return;
    const run = () => {
      setDraft(saved);
      void update({ theme: saved });
    };
    notify(t('branding.saved'), { undo: { label: t('action.undo'), run } });
  };
  return (
    <div className={styles['columns']}>
      <Card title={t('branding.look')}>
        <LogoField
          logoUrl={saved.logoUrl}
          onChange={(logoUrl) => setDraft((theme) => withField(theme, { logoUrl }))}
        />
        <Form
          problem={asProblem(error)}
          submitLabel={t('action.save')}
          isBusy={isLoading}
          isResting={!isChanged || !isValid || !mayDo('updateBranding')}
          onSubmit={() => void save(draft)}
          {...(isChanged ? { onCancel: () => setDraft(saved) } : {})}
        >
          <BrandingFields draft={draft} onChange={setDraft} />
          <WordsFields draft={draft} onChange={(change) => setDraft((theme) => withField(theme, change))} />
        </Form>
        {Object.keys(draft).length > 0 ? (
          <div>
            <Button variant="subtle" onClick={() => setDraft({})}>
              {t('branding.reset')}
            </Button>
          </div>
        ) : null}
      </Card>
      <BrandPreview theme={isValid ? draft : saved} />
    </div>
  );
}

const fonts = ['geist', 'inter', 'system'] as const;
const schemes = ['dark', 'light', 'auto'] as const;

/** The theme with one field changed; an undefined value takes the field out. */
function withField(theme: Theme, change: { [Name in keyof Theme]: Theme[Name] | undefined }): Theme {
  return Object.fromEntries(
    Object.entries({ ...theme, ...change }).filter(([, value]) => value !== undefined),
  );
}

function BrandingFields({ draft, onChange }: { draft: Theme; onChange: (theme: Theme) => void }) {
  const { t } = useConsoleText();
  const logo = themeSchema.safeParse({ logoUrl: draft.logoUrl });
  const set = (change: Parameters<typeof withField>[1]) => onChange(withField(draft, change));
  return (
    <>
      <AccentField value={draft.accent} onChange={(accent) => set({ accent })} />
      <TextInput
        label={t('branding.logo')}
        description={t('branding.logoHint')}
        type="url"
        placeholder="https://example.com/logo.svg"
        value={draft.logoUrl ?? ''}
        maxLength={2048}
        onChange={({ currentTarget }) => set({ logoUrl: currentTarget.value.trim() || undefined })}
        error={logo.success ? undefined : t('branding.logoWrong')}
      />
      <div>
        <p className={styles['label']} id="cm-radius-label">
          {t('branding.radius', { count: draft.radius ?? 8 })}
        </p>
        <Slider
          value={draft.radius ?? 8}
          min={0}
          max={16}
          label={null}
          thumbProps={{ 'aria-labelledby': 'cm-radius-label' }}
          onChange={(radius) => set({ radius })}
        />
      </div>
      <NativeSelect
        label={t('branding.font')}
        value={draft.font ?? 'geist'}
        data={fonts.map((value) => ({ value, label: t(`branding.fonts.${value}`) }))}
        onChange={({ currentTarget }) => set({ font: fonts.find((font) => font === currentTarget.value) })}
      />
      <NativeSelect
        label={t('branding.scheme')}
        value={draft.colorScheme ?? 'dark'}
        data={schemes.map((value) => ({ value, label: t(`branding.schemes.${value}`) }))}
        onChange={({ currentTarget }) =>
          set({ colorScheme: schemes.find((scheme) => scheme === currentTarget.value) })
        }
      />
    </>
  );
}
