/** Something that the person at the keyboard can put right. `message` says what is wrong, `fix` what to do. */
export class Problem extends Error {
  constructor(message, fix, cause) {
    super(message, { cause });
    this.name = 'Problem';
    this.fix = fix;
  }
}

/** What npm says when nothing answers. */
export const networkCauses =
  /\b(ENOTFOUND|EAI_AGAIN|ECONNREFUSED|ECONNRESET|ETIMEDOUT|ENETUNREACH|EHOSTUNREACH|ERR_SOCKET_TIMEOUT)\b/;

// The first that matches what a tool printed (or an error's code) is the cause.
const causes = [
  [
    /\bENOSPC\b|no space left on device|\bEDQUOT\b/i,
    'The disk is full.',
    'Free about 2 GB where this folder lies (`df -h .` shows it), then start again.',
  ],
  [
    /\b(EACCES|EPERM|EROFS)\b|permission denied|read-only file system/i,
    'A folder cannot be written.',
    'Make this folder and your npm cache yours (`ls -ld . ~/.npm` shows whose they are), then start again.',
  ],
  [
    networkCauses,
    'The package registry does not answer.',
    'Check the network, and the proxy settings of npm (`npm config get proxy`), then start again.',
  ],
  [/EINTEGRITY/, 'A package arrived damaged.', 'Run `npm cache verify`, then start again.'],
];

/** Turns what a failed tool said into a Problem with `doing` in front; unknown causes keep the last lines. */
export function explain(doing, output, cause) {
  const known = causes.find(([pattern]) => pattern.test(output));
  if (known) return new Problem(`${doing}: ${known[1]}`, known[2], cause);
  const tail = output.trim().split('\n').slice(-60).join('\n');
  return new Problem(`${doing} failed.\n${tail}`, undefined, cause);
}

/** Prints a problem, or an unforeseen error with its stack, and makes the process end with code 1. */
export function report(thrown) {
  const known = thrown?.code && causes.some(([pattern]) => pattern.test(thrown.code));
  const error = known ? explain('Setting up', `${thrown.code} ${thrown.message}`, thrown) : thrown;
  if (error instanceof Problem) {
    console.error(`\n${error.message}`);
    if (error.fix) console.error(error.fix);
  } else {
    console.error(error);
  }
  process.exitCode = 1;
}
