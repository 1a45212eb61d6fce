/** What somebody chose for this browser. It lies in cookies, which are there where web storage is blocked. */
export type Preference = 'scheme' | 'language' | 'tenant';

const yearSeconds = 365 * 24 * 3600;
const nameOf = (preference: Preference) => `cm_console_${preference}`;

/** The value chosen earlier; undefined when nothing was. Only letters, digits, `-` and `_` are believed. */
export function readPreference(page: Document, preference: Preference): string | undefined {
  const pair = page.cookie.split('; ').find((one) => one.startsWith(`${nameOf(preference)}=`));
  const value = pair?.slice(nameOf(preference).length + 1);
  return value !== undefined && /^[\w-]{1,80}$/.test(value) ? value : undefined;
}

/** Remembers a choice for a year, or forgets it. */
export function keepPreference(page: Document, preference: Preference, value: string | undefined): void {
  const secure = page.location.protocol === 'https:' ? '; Secure' : '';
  const age = value === undefined ? 0 : yearSeconds;
  page.cookie = `${nameOf(preference)}=${value ?? ''}; Path=/; Max-Age=${String(age)}; SameSite=Strict${secure}`;
}
