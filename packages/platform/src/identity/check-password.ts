import { CloudMeetError } from '@cloudmeet/contracts';

/** Beginnings and patterns that lead every list of leaked passwords. */
const common =
  /^(?:p[a4@]ss?w[o0]rd|qwert[yz]|1234567890?|letmein|iloveyou|welcome|admin|football|abc123|cloudmeet)/i;
const oneLetter = /^(.)\1*$/u;
const counted = '01234567890123456789abcdefghijklmnopqrstuvwxyz';

/**
 * Refuses what is guessed first (NIST SP 800-63B section 5.1.1.2): well-known words with something after them, one
 * letter repeated, the alphabet, and the address itself.
 * @throws CloudMeetError `password-refused`
 */
export function checkPassword(password: string, email: string): void {
  const plain = password.normalize('NFKC').toLowerCase();
  const [local = ''] = email.toLowerCase().split('@');
  const isKnown =
    (common.test(plain) && plain.length < 16) ||
    oneLetter.test(plain) ||
    counted.includes(plain) ||
    plain === email.toLowerCase() ||
    (local.length > 3 && plain.startsWith(local) && plain.length < local.length + 6);
  if (isKnown)
    throw new CloudMeetError('password-refused', {
      detail: 'This password is among the first to be guessed.',
    });
}
