import { connect, type Socket } from 'node:net';

/** When answers came, in milliseconds since 1970: their first and their last byte. */
export interface Answers {
  firstMs: number[];
  lastMs: number[];
  bytes: number;
  /** Answers whose status was not 200. */
  refused: number;
}

/** Many viewers, each with one connection that stays open. */
export interface Crowd {
  /** All of them ask for the same; resolves when all have whole answers. */
  ask(path: string): Promise<Answers>;
  close(): void;
}

interface Viewer {
  socket: Socket;
  /** Bytes of the answer that are missing; null before its head was read. */
  missing: number | null;
}

const now = () => performance.timeOrigin + performance.now();
const headEnd = Buffer.from('\r\n\r\n');
const connectAtOnce = 200;
const readBytes = 256 * 1024;

/** Answers are counted in one buffer and thrown away: the crowd has to be faster than what it measures. */
class CountingCrowd implements Crowd {
  readonly #shared = Buffer.allocUnsafeSlow(readBytes);
  readonly #viewers: Viewer[] = [];
  #answers: Answers = { firstMs: [], lastMs: [], bytes: 0, refused: 0 };
  #left = 0;
  #done: (() => void) | null = null;

  get size(): number {
    return this.#viewers.length;
  }

  enter(port: number): Promise<void> {
    return new Promise((resolve, reject) => {
      const viewer: Viewer = {
        missing: 0,
        socket: connect({
          ...{ port, host: '127.0.0.1', noDelay: true },
          onread: { buffer: this.#shared, callback: (length) => this.#read(viewer, length) },
        }),
      };
      viewer.socket.once('connect', resolve);
      viewer.socket.once('error', reject);
      this.#viewers.push(viewer);
    });
  }

  async ask(path: string): Promise<Answers> {
    this.#answers = { firstMs: [], lastMs: [], bytes: 0, refused: 0 };
    this.#left = this.#viewers.length;
    const whole = new Promise<void>((resolve) => (this.#done = resolve));
    const text = `GET ${path} HTTP/1.1\r\nHost: 127.0.0.1\r\n\r\n`;
    for (const viewer of this.#viewers) {
      viewer.missing = null;
      viewer.socket.write(text);
    }
    await whole;
    return this.#answers;
  }

  close(): void {
    for (const { socket } of this.#viewers) socket.destroy();
  }

  #read(viewer: Viewer, length: number): boolean {
    if (viewer.missing === null) {
      this.#answers.firstMs.push(now());
      viewer.missing = wholeLength(this.#shared.subarray(0, length));
      this.#answers.bytes += viewer.missing;
      if (this.#shared.toString('latin1', 9, 12) !== '200') this.#answers.refused += 1;
    }
    viewer.missing -= length;
    if (viewer.missing > 0) return true;
    this.#answers.lastMs.push(now());
    this.#left -= 1;
    if (this.#left === 0) this.#done?.();
    return true;
  }
}

export async function gatherCrowd(port: number, size: number): Promise<Crowd> {
  const crowd = new CountingCrowd();
  while (crowd.size < size)
    await Promise.all(
      Array.from({ length: Math.min(connectAtOnce, size - crowd.size) }, () => crowd.enter(port)),
    );
  return crowd;
}

/** Of head and body; the head of an answer comes in one piece. */
function wholeLength(piece: Buffer): number {
  const end = piece.indexOf(headEnd);
  const [, length] = /content-length: (\d+)/i.exec(piece.toString('latin1', 0, end)) ?? [];
  if (end === -1 || length === undefined) throw new Error('The answer has no length.');
  return end + headEnd.length + Number(length);
}
