import { describe, expect, test } from 'vitest';
import { codeOf } from './fakes/code-of.ts';
import { ModelBrowser } from './fakes/model-browser.ts';
import { closeVisitsAfterEach, inside, visitRoom } from './fakes/visits.ts';

closeVisitsAfterEach();

describe('closing', () => {
  test('leaves no timer, socket, connection, track or listener, and tells nothing any more', async () => {
    for (let count = 0; count < 50; count += 1) {
      const browser = new ModelBrowser(count);
      const one = await inside({ audio: true, video: true }, browser);
      browser.server.guest({ video: true });
      if (count % 2 === 0) await one.during(one.room.actions.startScreenShare());
      if (count % 3 === 0) void one.room.actions.testCallQuality().catch(() => undefined);
      await one.pass(count * 7);
      one.heard();
      one.room.close();
      one.room.close();
      browser.server.bye('removed');
      await one.pass(1_000);
      expect(browser.held()).toBe(0);
      expect(one.heard()).toEqual([]);
    }
  });

  test('while it is connecting or asking for devices it ends just as clean', async () => {
    for (const waitMs of [0, 1, 2, 5, 20]) {
      const browser = new ModelBrowser(waitMs);
      const visit = visitRoom(browser);
      const outcomes = [
        codeOf(visit.room.actions.connect('token')),
        codeOf(visit.room.actions.join({ audio: true, video: true })),
        codeOf(visit.room.actions.setVideo(true)),
      ];
      await visit.pass(waitMs);
      visit.room.close();
      await visit.pass(1_000);
      expect(browser.held()).toBe(0);
      await Promise.all(outcomes);
    }
  });

  test('a room that is not closed still holds something: the count above finds that out', async () => {
    const { browser } = await inside({ video: true });
    expect(browser.held()).toBeGreaterThan(3);
  });
});
