/** Addresses of the console that carry something secret: in the fragment, which no server sees. */
const withFragment = (url: string, path: string, values: Record<string, string>) =>
  `${url}${path}#${new URLSearchParams(values).toString()}`;

export function passwordResetLink(consoleUrl: string, reset: { email: string; code: string }): string {
  return withFragment(consoleUrl, '/reset-password', { email: reset.email, code: reset.code });
}

export function invitationLink(consoleUrl: string, token: string): string {
  return withFragment(consoleUrl, '/invitation', { token });
}
