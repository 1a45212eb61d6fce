import { EmbeddedPostgresError } from './embedded-postgres-error.ts';

/** Turns what initdb or the server printed before it gave up into the problem and what to do about it. */
export function explainFailure(output: string, what: string, port: number): EmbeddedPostgresError {
  if (/No space left on device|Disk quota exceeded|Check free disk space/.test(output)) {
    return new EmbeddedPostgresError(
      'disk-full',
      `The disk is full: ${what} failed.`,
      'Free some space, or set CLOUDMEET_DATA_DIR to a folder on another disk.',
    );
  }
  if (/Address already in use/.test(output)) return portTaken(port);
  if (/Permission denied|Read-only file system/.test(output)) {
    const line = /^.*(?:Permission denied|Read-only file system).*$/m.exec(output)?.[0] ?? '';
    return new EmbeddedPostgresError(
      'folder-not-writable',
      `PostgreSQL may not use its folder: ${line.trim()}.`,
      'Give this user the right to write there, or set CLOUDMEET_DATA_DIR to another folder.',
    );
  }
  const tail = output.trim().split('\n').slice(-5).join('\n');
  return new EmbeddedPostgresError('start-failed', `${what} failed:\n${tail}\n`, 'The lines above say why.');
}

export function portTaken(port: number): EmbeddedPostgresError {
  return new EmbeddedPostgresError(
    'port-taken',
    `Port ${String(port)} on 127.0.0.1, meant for the database, is used by another program.`,
    'Stop that program, or set CLOUDMEET_PORT to move all ports of CloudMeet.',
  );
}
