import type en from '../../text/en.json';
import type { ApiProblem } from '../../api/problem.ts';
import type { ConsoleTranslate } from '../../text/use-console-text.tsx';

type Name = keyof (typeof en)['problems'];

/** Codes that have words of their own. Others are told in the words of the server. */
const names = new Map<string, Exclude<Name, 'other'>>(
  Object.entries({
    offline: 'offline',
    unavailable: 'offline',
    unreadable: 'offline',
    'not-found': 'notFound',
    'role-not-permitted': 'notPermitted',
    'not-permitted': 'notPermitted',
    'no-membership': 'notPermitted',
    'rate-limited': 'busy',
    'sign-in-locked': 'locked',
    conflict: 'conflict',
    'stale-version': 'stale',
    'limit-reached': 'limit',
    'sign-in-refused': 'signInRefused',
    'code-refused': 'codeRefused',
    'challenge-expired': 'challengeExpired',
    'link-expired': 'linkExpired',
    'password-refused': 'passwordRefused',
    'sign-up-closed': 'signUpClosed',
    'last-owner': 'lastOwner',
  }),
);

/** A problem in the words of the person who meets it: what is so, and what to do. */
export function problemText(problem: ApiProblem, t: ConsoleTranslate): { what: string; todo: string } {
  const name = names.get(problem.code);
  if (name === undefined)
    return { what: problem.detail ?? problem.title, todo: problem.fix ?? t('problems.other.do') };
  return {
    what: t(`problems.${name}.what`),
    todo: t(`problems.${name}.do`, { count: problem.retryAfterSeconds ?? 1 }),
  };
}
