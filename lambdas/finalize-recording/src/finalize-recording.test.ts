import { CloudMeetError, newId } from '@cloudmeet/contracts';
import type { CaptureJob, FinalizedFile } from '@cloudmeet/contracts';
import { toSqsEvent } from '@cloudmeet/platform';
import { workOf } from '@cloudmeet/testing/recordings';
import { expect, test } from 'vitest';
import { createFinalizeRecording } from './finalize-recording.ts';

const jobs: CaptureJob[] = [1, 2].map((attempt) => ({
  ...{ tenantId: newId('tenant'), captureId: newId('recording'), step: 'finalize' as const, attempt },
}));
const file: FinalizedFile = {
  ...{ key: 'k.mp4', bytes: 10, sha256: 'a'.repeat(64), durationMs: 5, gaps: [], chapters: [] },
  ...{ contentType: 'video/mp4', receiptKey: 'k.json' },
};

/** Runs both jobs and something that is none. Returns what was reported and which messages come again. */
async function run(join: () => Promise<FinalizedFile>, isAway: (path: string) => boolean = () => false) {
  const reported: unknown[] = [];
  const finalize = createFinalizeRecording({
    join,
    api: {
      post: async (path, body) => {
        if (isAway(path)) throw new CloudMeetError('unavailable');
        if (path === 'captures/claim') return { work: workOf([]) };
        reported.push(body);
        return undefined;
      },
    },
  });
  const messages = [...jobs.map((job) => JSON.stringify(job)), 'poison'].map((body, index) => ({
    ...{ id: String(index), receipt: String(index), body, attributes: {}, receives: 1, sentAt: new Date() },
  }));
  const { batchItemFailures } = await finalize(toSqsEvent(messages, 'finalize-recording'));
  return { reported, again: batchItemFailures.map(({ itemIdentifier }) => itemIdentifier).toSorted() };
}

test('what was joined is reported with its file, and what is no job comes again by itself', async () => {
  const { reported, again } = await run(async () => file);
  expect(reported).toEqual(jobs.map((job) => ({ ...job, outcome: { status: 'done', file } })));
  expect(again).toEqual(['2']);
});

test.each([
  [
    'a store that is away',
    new CloudMeetError('unavailable', { detail: 'The store answers 503.' }),
    'unreachable',
  ],
  ['a store that kept half of the file', new Error('The joined file ends too early.'), 'failed'],
  ['segments that are all gone', new Error('Nothing of the recording can be read.'), 'failed'],
])('%s is reported in words and as what it is', async (_what, error, status) => {
  const { reported } = await run(async () => Promise.reject(error));
  expect(reported).toEqual(jobs.map((job) => ({ ...job, outcome: { status, detail: error.message } })));
});

test.each(['captures/claim', 'captures/report'])(
  'a message whose %s nobody answers comes again, and nothing is said to be done',
  async (path) => {
    const { reported, again } = await run(
      async () => file,
      (asked) => asked === path,
    );
    expect(reported).toEqual([]);
    expect(again).toEqual(['0', '1', '2']);
  },
);
