/** What can keep the embedded database from starting. */
export type EmbeddedPostgresProblem =
  | 'platform-not-supported'
  | 'folder-not-writable'
  | 'folder-not-reachable'
  | 'folder-in-use'
  | 'credentials-missing'
  | 'version-mismatch'
  | 'disk-full'
  | 'port-taken'
  | 'start-failed';

/** Says what is wrong and what to do about it, in words for whoever typed `npm start`. */
export class EmbeddedPostgresError extends Error {
  override readonly name = 'EmbeddedPostgresError';
  readonly problem: EmbeddedPostgresProblem;
  readonly fix: string;

  constructor(problem: EmbeddedPostgresProblem, message: string, fix: string, cause?: unknown) {
    super(`${message} ${fix}`, cause === undefined ? undefined : { cause });
    this.problem = problem;
    this.fix = fix;
  }
}
