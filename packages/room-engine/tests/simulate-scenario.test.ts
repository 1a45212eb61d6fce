import { describe, expect, test } from 'vitest';
import { codeOf } from './fakes/code-of.ts';
import { ModelBrowser } from './fakes/model-browser.ts';
import { closeVisitsAfterEach, inside } from './fakes/visits.ts';

closeVisitsAfterEach();

describe('simulateScenario', () => {
  test('works in test rooms only', async () => {
    const browser = new ModelBrowser();
    browser.server.test = false;
    const { room } = await inside({}, browser);
    expect(await codeOf(room.actions.simulateScenario('slow-uplink'))).toBe('not-permitted');
  });

  test('says what it really does, caps the camera and takes the cap back', async () => {
    const visit = await inside({ video: true });
    const { room, browser } = visit;
    browser.server.guest();
    await visit.pass(100);
    const report = await room.actions.simulateScenario('slow-uplink', 5);
    expect(report).toMatchObject({ scenario: 'slow-uplink', endsAtMs: browser.clock.nowMs() + 5_000 });
    expect(report.by).toContain('60 kbit/s');
    expect(visit.state.peers.network.simulated).toBe('slow-uplink');
    await visit.pass(5_100);
    expect(visit.state.peers.network.simulated).toBeNull();
  });

  test('offline closes the socket for that long and nothing is sent or shown meanwhile', async () => {
    const visit = await inside({ video: true });
    const { room, browser } = visit;
    await room.actions.simulateScenario('offline', 6);
    await visit.pass(5_000);
    expect(visit.state.connection.status).toBe('reconnecting');
    expect(browser.server.connections.size).toBe(0);
    await visit.pass(2_000);
    expect(visit.state.connection.status).toBe('joined');
  });

  test('frames are only dropped where the browser lets us', async () => {
    const { room } = await inside();
    expect(await codeOf(room.actions.simulateScenario('packet-loss'))).toBe('not-supported');
  });
});
