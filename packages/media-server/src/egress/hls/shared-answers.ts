import { headOf, type Answer } from './answer.ts';

interface Whole {
  cache: string;
  date: string;
  bytes: Buffer;
}

/** Larger ones are not joined with their heads: a copy of each would cost more than a second write. */
const joinedBytesMax = 128 * 1024;

/** What thousands get at the same moment is made once: head and body in one piece, which all of their sockets share. */
export class SharedAnswers {
  readonly #wholes = new WeakMap<Buffer, Whole>();

  /** The pieces to write, one after the other. */
  piecesOf(answer: Answer, date: string): readonly Buffer[] {
    const { body, cache } = answer;
    if (body.length > joinedBytesMax) return [headOf(answer, date, false), body];
    const known = this.#wholes.get(body);
    if (known?.cache === cache && known.date === date) return [known.bytes];
    const bytes = Buffer.concat([headOf(answer, date, false), body]);
    this.#wholes.set(body, { cache, date, bytes });
    return [bytes];
  }
}
