/** Something on this machine keeps CloudMeet from starting. The message says what, and what to do. */
export class StartupError extends Error {
  override readonly name = 'StartupError';
}

function codeOf(thrown: unknown): unknown {
  return thrown instanceof Error && 'code' in thrown ? thrown.code : undefined;
}

/** Names the common troubles of files in words; anything else is handed on as it is. */
export function explainFileError(thrown: unknown, path: string): unknown {
  switch (codeOf(thrown)) {
    case 'ENOSPC':
    case 'EDQUOT':
      return new StartupError(
        `The disk is full, so ${path} cannot be written. Free some space and start again.`,
        { cause: thrown },
      );
    case 'EACCES':
    case 'EPERM':
    case 'EROFS':
      return new StartupError(
        `${path} cannot be written by this user. Change its owner, or set CLOUDMEET_DATA_DIR to a folder of yours.`,
        { cause: thrown },
      );
    case 'ENOTDIR':
    case 'EEXIST':
      return new StartupError(`${path} is in the way: it is a file. Move it, or set CLOUDMEET_DATA_DIR.`, {
        cause: thrown,
      });
    default:
      return thrown;
  }
}
