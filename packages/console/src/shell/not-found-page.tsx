import { Link } from 'react-router';
import { Page } from '../parts/page/page.tsx';
import { useConsoleText } from '../text/use-console-text.tsx';

/** An address that leads nowhere. */
export function NotFoundPage() {
  const { t } = useConsoleText();
  return (
    <Page title={t('notFound.title')}>
      <p>{t('notFound.what')}</p>
      <p>
        <Link to="/">{t('notFound.do')}</Link>
      </p>
    </Page>
  );
}
