import type { ReactNode } from 'react';
import { Navigate, useLocation, useSearchParams } from 'react-router';
import { useAppSelector } from '../store.ts';
import { Opening } from './opening.tsx';

/** Addresses of ours alone: nobody is led elsewhere by a link to the sign-in page. */
export function safeReturn(wanted: string | null): string {
  return wanted !== null && /^\/(?![/\\])/.test(wanted) ? wanted : '/';
}

/** For somebody who is signed in; others are asked to sign in and come back to where they were. */
export function SignedInOnly({ children }: { children: ReactNode }) {
  const status = useAppSelector(({ session }) => session.status);
  const { pathname, search, hash } = useLocation();
  if (status === 'unknown') return <Opening />;
  if (status === 'signed-in') return children;
  const here = `${pathname}${search}${hash}`;
  const query = new URLSearchParams({
    ...(here === '/' ? {} : { next: here }),
    ...(status === 'ended' ? { ended: '1' } : {}),
  }).toString();
  return <Navigate to={`/sign-in${query ? `?${query}` : ''}`} replace />;
}

/** For somebody who is not signed in yet; others go to where they wanted. */
export function PublicOnly({ children }: { children: ReactNode }) {
  const status = useAppSelector(({ session }) => session.status);
  const [search] = useSearchParams();
  if (status === 'unknown') return <Opening />;
  if (status === 'signed-in') return <Navigate to={safeReturn(search.get('next'))} replace />;
  return children;
}
