import type { Theme } from '@cloudmeet/contracts';

export type ColorScheme = 'light' | 'dark';
type TenantLook = typeof import('./tenant-look.ts');

let tenantLook: TenantLook | undefined;

/** Fetches what a tenant's look needs; resolves at once for our own. Call before the first paint, and nothing flashes. */
export async function prepareLook({ accent, radius, font }: Theme): Promise<void> {
  if (accent === undefined && radius === undefined && font === undefined) return;
  tenantLook ??= await import('./tenant-look.ts');
}

/** Puts scheme and theme on an element, as soon as what they need is there. The newest wish wins. */
export function wearLook(element: HTMLElement, scheme: ColorScheme, theme: Theme): void {
  element.dataset['cmTheme'] = scheme;
  const { accent, radius, font } = theme;
  const put = (): void => {
    if (element.dataset['cmTheme'] === scheme)
      tenantLook?.applyTheme(element, scheme, { accent, radius, font });
  };
  if (tenantLook) put();
  else prepareLook(theme).then(put, reportError);
}
