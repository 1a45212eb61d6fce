import { lazy } from 'react';
import type { ComponentType } from 'react';

/** A page that is fetched when it is first shown, or a moment before. */
export interface LazyPage {
  Page: ComponentType;
  preload: () => Promise<unknown>;
}

function page(load: () => Promise<{ default: ComponentType }>): LazyPage {
  let loading: Promise<{ default: ComponentType }> | undefined;
  // a failed fetch is not remembered: the next visit tries again
  const once = () =>
    (loading ??= load().catch((error: unknown) => {
      loading = undefined;
      throw error;
    }));
  return { Page: lazy(once), preload: once };
}

/** Every page of the console by its address: those of somebody who is signed in. */
export const pages = {
  '/get-started': page(() => import('../pages/get-started/get-started-page.tsx')),
  '/rooms': page(() => import('../pages/rooms/rooms-page.tsx')),
  '/rooms/:roomId': page(() => import('../pages/rooms/room-page.tsx')),
  '/sessions': page(() => import('../pages/sessions/sessions-page.tsx')),
  '/sessions/:sessionId': page(() => import('../pages/sessions/session-page.tsx')),
  '/recordings': page(() => import('../pages/recordings/recordings-page.tsx')),
  '/usage': page(() => import('../pages/usage/usage-page.tsx')),
  '/api-keys': page(() => import('../pages/api-keys/api-keys-page.tsx')),
  '/allowed-origins': page(() => import('../pages/origins/origins-page.tsx')),
  '/signing-keys': page(() => import('../pages/signing-keys/signing-keys-page.tsx')),
  '/token-inspector': page(() => import('../pages/token-inspector/token-inspector-page.tsx')),
  '/webhooks': page(() => import('../pages/webhooks/webhooks-page.tsx')),
  '/request-log': page(() => import('../pages/requests/requests-page.tsx')),
  '/branding': page(() => import('../pages/branding/branding-page.tsx')),
  '/policies': page(() => import('../pages/policies/policies-page.tsx')),
  '/members': page(() => import('../pages/members/members-page.tsx')),
  '/audit-log': page(() => import('../pages/audit/audit-page.tsx')),
  '/account': page(() => import('../pages/account/account-page.tsx')),
  '/settings': page(() => import('../pages/settings/settings-page.tsx')),
} as const satisfies Record<string, LazyPage>;

/** Pages before anybody is known. */
export const publicPages = {
  '/sign-in': page(() => import('../pages/sign-in/sign-in-page.tsx')),
  '/sign-up': page(() => import('../pages/sign-in/sign-up-page.tsx')),
  '/forgot-password': page(() => import('../pages/sign-in/forgot-password-page.tsx')),
} as const satisfies Record<string, LazyPage>;

/** Pages that a link with a secret leads to, whoever is signed in. */
export const linkPages = {
  '/reset-password': page(() => import('../pages/sign-in/reset-password-page.tsx')),
  '/invitation': page(() => import('../pages/sign-in/invitation-page.tsx')),
} as const satisfies Record<string, LazyPage>;
