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
  '/api-keys': page(() => import('../pages/api-keys/api-keys-page.tsx')),
  '/allowed-origins': page(() => import('../pages/origins/origins-page.tsx')),
  '/signing-keys': page(() => import('../pages/signing-keys/signing-keys-page.tsx')),
  '/token-inspector': page(() => import('../pages/token-inspector/token-inspector-page.tsx')),
  '/branding': page(() => import('../pages/branding/branding-page.tsx')),
  '/settings': page(() => import('../pages/settings/settings-page.tsx')),
} as const satisfies Record<string, LazyPage>;

/** Pages before anybody is known. */
export const publicPages = {
  '/sign-in': page(() => import('../pages/sign-in/sign-in-page.tsx')),
} as const satisfies Record<string, LazyPage>;
