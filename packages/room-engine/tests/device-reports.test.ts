import { expect, test } from 'vitest';
import { codeOf } from './fakes/code-of.ts';
import { ModelBrowser } from './fakes/model-browser.ts';
import { closeVisitsAfterEach, haveAllPartsFetched, inside } from './fakes/visits.ts';

haveAllPartsFetched();
closeVisitsAfterEach();

/** What the records were told of my devices. */
function reports({ server }: ModelBrowser): unknown[] {
  return server.received.flatMap((frame) =>
    frame.t === 'cmd' && frame.name === 'device.report' ? [frame.args] : [],
  );
}

test('a device that fails is told to the records once, with its cause and nothing else', async () => {
  const browser = new ModelBrowser();
  browser.devices.failing.video = 'NotAllowedError';
  const visit = await inside({ audio: true, video: true }, browser);
  const { actions } = visit.room;
  await visit.during(actions.setAudio(false));
  expect(reports(browser)).toEqual([{ device: 'camera', code: 'permission-denied' }]);
  await visit.during(actions.setAudio(true));
  browser.devices.failing.video = undefined;
  await visit.during(codeOf(actions.setVideo(true)));
  expect(reports(browser)).toHaveLength(1);
});

test('control: devices that work are told of to nobody', async () => {
  const visit = await inside({ audio: true, video: true });
  await visit.during(visit.room.actions.setAudio(false));
  expect(reports(visit.browser)).toEqual([]);
});
