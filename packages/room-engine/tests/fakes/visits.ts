import { afterEach, beforeAll } from 'vitest';
import type { JoinWish } from '../../src/index.ts';
import { ModelBrowser } from './model-browser.ts';
import { ModelVisit } from './model-visit.ts';

const visits = new Set<ModelVisit>();

/** Fetches what a room fetches late, so that it comes at once and time only passes where a test lets it. */
export function haveAllPartsFetched(): void {
  beforeAll(async () => {
    await Promise.all([
      import('../../src/session/media-session.ts'),
      import('../../src/engines/mixed/mixed-engine.ts'),
      import('../../src/engines/stream/stream-engine.ts'),
      import('../../src/quality/quality-watch.ts'),
      import('../../src/speakers/watch-speakers.ts'),
      import('../../src/scenarios/scenarios.ts'),
    ]);
  });
}

/** Closes after each test whatever `visitRoom` and `inside` made. */
export function closeVisitsAfterEach(): void {
  afterEach(() => {
    for (const visit of visits) visit.room.close();
    visits.clear();
  });
}

/** A page with a room in it that is not connected yet. */
export function visitRoom(browser = new ModelBrowser()): ModelVisit {
  const visit = new ModelVisit(browser);
  visits.add(visit);
  return visit;
}

/** Somebody in the meeting. */
export async function inside(wish: JoinWish = {}, browser = new ModelBrowser()): Promise<ModelVisit> {
  const visit = visitRoom(browser);
  await visit.join(wish);
  return visit;
}
