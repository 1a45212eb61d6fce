import { useState } from 'react';
import { Button, Textarea } from '@mantine/core';
import { Badge, CheckIcon, CircleXIcon } from '@cloudmeet/ui';
import { limits } from '@cloudmeet/contracts';
import { api } from '../../api/api.ts';
import type { TokenInspection } from '../../api/api.ts';
import { asProblem } from '../../api/problem.ts';
import { Card } from '../../parts/form/card.tsx';
import { Page } from '../../parts/page/page.tsx';
import { ProblemNotice } from '../../parts/states/problem-notice.tsx';
import { useConsoleText } from '../../text/use-console-text.tsx';
import styles from './token-inspector.module.css';

/** Says in words what a room token allows, and why it would be refused. The token goes to the API and nowhere else. */
export default function TokenInspectorPage() {
  const { t } = useConsoleText();
  const [token, setToken] = useState('');
  const [inspect, { data, error, isLoading, reset }] = api.useInspectTokenMutation();
  return (
    <Page title={t('nav.tokenInspector')} lead={t('inspector.lead')}>
      <div className={styles['columns']}>
        <form
          className={styles['form']}
          onSubmit={(event) => {
            event.preventDefault();
            if (token.trim()) void inspect({ inspectToken: { token: token.trim() } });
          }}
        >
          <Textarea
            label={t('inspector.token')}
            classNames={{ input: styles['token'] ?? '' }}
            value={token}
            rows={12}
            spellCheck={false}
            maxLength={limits.tokenLength * 2}
            onChange={({ currentTarget }) => {
              setToken(currentTarget.value);
              reset();
            }}
          />
          <ProblemNotice problem={asProblem(error)} />
          <div>
            <Button type="submit" variant="filled" loading={isLoading} disabled={token.trim() === ''}>
              {t('inspector.inspect')}
            </Button>
          </div>
        </form>
        <div aria-live="polite">{data ? <Inspection inspection={data} /> : null}</div>
      </div>
    </Page>
  );
}

function Inspection({ inspection }: { inspection: TokenInspection }) {
  const { t } = useConsoleText();
  const { valid, reason, fix, claims, allows } = inspection;
  return (
    <Card title={valid ? t('inspector.valid') : t('inspector.invalid')}>
      {valid ? (
        <p>
          <Badge tone="good" icon={<CheckIcon />}>
            {t('inspector.opens')}
          </Badge>
        </p>
      ) : (
        <div className={styles['reason']}>
          <CircleXIcon aria-hidden="true" />
          <p>
            <strong>{reason}</strong> {fix}
          </p>
        </div>
      )}
      {claims ? <Claims claims={claims} /> : null}
      {allows.length > 0 ? (
        <div>
          <h3 className={styles['heading']}>{t('inspector.allows')}</h3>
          <ul className={styles['allows']}>
            {allows.map((permission) => (
              <li key={permission}>
                <code>{permission}</code>
              </li>
            ))}
          </ul>
        </div>
      ) : null}
    </Card>
  );
}

const times = ['iat', 'nbf', 'exp'];

function Claims({ claims }: { claims: NonNullable<TokenInspection['claims']> }) {
  const { t, formats } = useConsoleText();
  const shown = (name: string, value: unknown) =>
    times.includes(name) && typeof value === 'number'
      ? formats.dateTime(value * 1000)
      : typeof value === 'string'
        ? value
        : JSON.stringify(value);
  return (
    <div>
      <h3 className={styles['heading']}>{t('inspector.claims')}</h3>
      <dl className={styles['claims']}>
        {Object.entries(claims).map(([name, value]) => (
          <div key={name}>
            <dt>
              <code>{name}</code>
            </dt>
            <dd>{shown(name, value)}</dd>
          </div>
        ))}
      </dl>
    </div>
  );
}
