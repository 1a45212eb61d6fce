import { embedError, StatedError } from '@cloudmeet/contracts/frame';

/** Anything thrown, as an error with a code; the unknown becomes `internal` and keeps its cause. */
export function statedError(thrown: unknown): StatedError {
  const known: StatedError | undefined = thrown instanceof StatedError ? thrown : undefined;
  return known ?? embedError('internal', undefined, thrown);
}
