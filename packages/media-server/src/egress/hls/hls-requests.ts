import { randomBytes } from 'node:crypto';
import { caching, contentTypes, failure, type Answer } from './answer.ts';
import type { LiveStream } from './live-stream.ts';
import { judgeReload, readReload } from './reload.ts';
import type { Awaited } from './waiting-viewers.ts';

/** What a request gets: at once, or when it is due. */
export type Outcome = Answer | Awaited<Answer>;

const notFound = failure(404, 'There is no such file.');
/** Nothing new came in time (RFC 8216bis §6.2.5.2). */
export const tooLate = failure(503, 'Nothing new came in time.', ['Retry-After: 1']);

/** Answers what players ask of a stream. `query`: without its question mark. */
export function answerFor(stream: LiveStream, file: string, query: string): Outcome {
  if (file === 'live.m3u8') return firstPlaylist(stream);
  if (file === 'media.m3u8') return mediaPlaylist(stream, query);
  return mediaFile(stream, file);
}

/** Every viewer gets an own id to be counted by; caches leave it out of their keys. */
function firstPlaylist(stream: LiveStream): Outcome {
  const read = () => stream.multivariant(`media.m3u8?viewer=${randomBytes(9).toString('base64url')}`);
  const answer = (text = read()): Answer =>
    text === null
      ? tooLate
      : { status: 200, type: contentTypes.playlist, cache: caching.perViewer, body: Buffer.from(text) };
  const text = read();
  return text === null ? { name: 'live.m3u8', isDue: () => read() !== null, answer } : answer(text);
}

function mediaPlaylist(stream: LiveStream, query: string): Outcome {
  const reload = query === '' ? null : readReload(query);
  if (reload && 'error' in reload) return failure(400, reload.error);
  const cache = reload ? caching.awaitedPlaylist : caching.playlist;
  const answer = (): Answer => ({ status: 200, type: contentTypes.playlist, cache, body: stream.playlist() });
  if (!stream.hasBegun && !reload) return { name: 'media.m3u8', isDue: () => stream.hasBegun, answer };
  if (!reload || stream.isEnded) return answer();
  const verdict = judgeReload(reload, stream.edge);
  if (verdict === 'there') return answer();
  if (verdict === 'too-far') return failure(400, 'That is too far ahead.');
  const name = `media.m3u8?${reload.segment}.${reload.part}`;
  return { name, isDue: () => stream.isEnded || judgeReload(reload, stream.edge) === 'there', answer };
}

function mediaFile(stream: LiveStream, file: string): Outcome {
  const found = stream.file(file);
  if (found === null) return notFound;
  if (found !== 'soon') return fileAnswer(found);
  // The segment may end before the part that was expected: then it is never made.
  const answer = (): Answer => {
    const body = stream.file(file);
    return body instanceof Buffer ? fileAnswer(body) : notFound;
  };
  return { name: file, isDue: () => stream.file(file) !== 'soon', answer };
}

function fileAnswer(body: Buffer): Answer {
  return { status: 200, type: contentTypes.media, cache: caching.file, body };
}
