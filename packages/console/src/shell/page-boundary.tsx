import { Component } from 'react';
import type { ReactNode } from 'react';
import { Button } from '@mantine/core';
import { useLocation } from 'react-router';
import { useConsoleText } from '../text/use-console-text.tsx';

interface Props {
  /** A new one shows the page again: another address, another page. */
  place: string;
  fallback: ReactNode;
  children: ReactNode;
}

class Boundary extends Component<Props, { failedAt?: string }> {
  override state: { failedAt?: string } = {};
  static getDerivedStateFromProps({ place }: Props, state: { failedAt?: string }) {
    return state.failedAt === undefined || state.failedAt === place ? null : { failedAt: undefined };
  }
  override componentDidCatch(): void {
    this.setState({ failedAt: this.props.place });
  }
  static getDerivedStateFromError() {
    return { failedAt: location.pathname };
  }
  override render() {
    return this.state.failedAt === undefined ? this.props.children : this.props.fallback;
  }
}

/** A page that fails, or cannot be fetched, says so in its place; the rail stays. */
export function PageBoundary({ children }: { children: ReactNode }) {
  const { pathname } = useLocation();
  return (
    <Boundary place={pathname} fallback={<PageFailure />}>
      {children}
    </Boundary>
  );
}

function PageFailure() {
  const { t } = useConsoleText();
  return (
    <section role="alert">
      <h1>{t('pageFailure.title')}</h1>
      <p>{t('pageFailure.do')}</p>
      <Button onClick={() => location.reload()}>{t('pageFailure.reload')}</Button>
    </section>
  );
}
