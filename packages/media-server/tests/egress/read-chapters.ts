import { execFile } from 'node:child_process';
import { promisify } from 'node:util';
import { findBox, readBoxes } from '@cloudmeet/media-core/mp4';

const run = promisify(execFile);

export interface ReadChapter {
  startSeconds: number;
  endSeconds: number;
  title: string;
}

/** Chapters of a file, as QuickTime's format says that they are found: the track that the first one refers to. */
export function readChapters(data: Buffer): ReadChapter[] {
  const movie = findBox(data, ['moov']);
  const tracks = readBoxes(data, movie.start, movie.end).filter(({ name }) => name === 'trak');
  const [first] = tracks;
  const reference = findBox(data, ['tref', 'chap'], first?.start, first?.end);
  const wanted = data.readUInt32BE(reference.start);
  const track = tracks.find(({ start, end }) => {
    const header = findBox(data, ['tkhd'], start, end);
    return data.readUInt32BE(header.start + 20) === wanted;
  });
  const at = (name: string) =>
    findBox(data, ['mdia', 'minf', 'stbl', name], track?.start, track?.end).start + 4;
  const durations: number[] = [];
  for (let row = 0; row < data.readUInt32BE(at('stts')); row += 1) {
    const [count, duration] = [at('stts') + 4 + 8 * row, at('stts') + 8 + 8 * row];
    durations.push(...Array<number>(data.readUInt32BE(count)).fill(data.readUInt32BE(duration)));
  }
  let [offset, time] = [data.readUInt32BE(at('stco') + 4), 0];
  return durations.map((duration, index) => {
    const title = data.toString('utf8', offset + 2, offset + 2 + data.readUInt16BE(offset));
    offset += data.readUInt32BE(at('stsz') + 8 + 4 * index);
    time += duration;
    return { startSeconds: (time - duration) / 1000, endSeconds: time / 1000, title };
  });
}

interface Probed {
  chapters: { start_time: string; end_time: string; tags: { title: string } }[];
  streams: { codec_type: string; codec_name?: string }[];
}

/** What Debian's ffprobe says of a file; null where it is not installed. */
export async function probe(path: string) {
  const args = ['-v', 'error', '-show_chapters', '-show_streams', '-of', 'json', path];
  const found = await run('ffprobe', args).catch((error: NodeJS.ErrnoException) => {
    if (error.code === 'ENOENT') return null;
    throw error;
  });
  if (!found) return null;
  const { chapters, streams } = JSON.parse(found.stdout) as Probed;
  const titled = chapters.map(({ start_time, end_time, tags }) => ({
    ...{ startSeconds: Number(start_time), endSeconds: Number(end_time), title: tags.title },
  }));
  return { complaints: found.stderr, chapters: titled, kinds: streams.map(({ codec_name }) => codec_name) };
}
