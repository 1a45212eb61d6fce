// Kills what makes recordings and streams, anywhere between two steps, until so many died: senders, functions, joinings and
// recorders, while messages come doubled and reordered. What was acknowledged has to be in the files, once, and every
// recording at an end that was told once.
//   npm run bench -- recording-kills --kills=300 --seed=1
// With --real the killed are processes while rooms are recorded: the one that writes outputs, the recorder, the functions and
// the main one; every file is decoded, picture by picture. With --cloud jobs go over SQS and files to S3 (an emulator and a
// double, found by the environment as the real ones are) instead of the database and the disk.
//   npm run bench -- recording-kills --real --kills=60 --seed=1 --cloud
import { parseArgs } from 'node:util';
import { startTestServer } from '@cloudmeet/database/testing';
import { joinAll, ride, wrongWith } from '@cloudmeet/testing/captures';
import type { Wreck } from '@cloudmeet/testing/captures';
import { killReal } from './real/index.ts';

const { values } = parseArgs({
  options: {
    kills: { type: 'string' },
    seed: { type: 'string', default: '1' },
    real: { type: 'boolean', default: false },
    cloud: { type: 'boolean', default: false },
  },
});
const seed = Number(values.seed);

if (values.real) {
  const kills = Number(values.kills ?? 60);
  const { wrong, figures, holds } = await killReal({ seed, kills, inCloud: values.cloud });
  for (const what of wrong) console.log(what);
  console.log(
    JSON.stringify({ name: 'recording-kills', seed, figures: { ...figures, wrong: wrong.length } }),
  );
  process.exit(holds ? 0 : 1);
}
const killsMin = Number(values.kills ?? 300);

const postgres = await startTestServer();
const testDatabase = async () => {
  const { appUrl, adminUrl } = await postgres.createDatabase();
  return { appUrl, close: () => postgres.dropDatabase(adminUrl) };
};

async function ledgerOf({ world, tenant, recorders, begun, kills }: Wreck) {
  const statuses = await Promise.all(begun.map(async ({ id }) => (await tenant.capture(id)).status));
  const acknowledged = new Set(recorders.flatMap((one) => one.acknowledged.map(({ key }) => key)));
  const count = (status: string) => statuses.filter((one) => one === status).length;
  return {
    ...{ kills, captures: begun.length, acknowledged: acknowledged.size, files: world.joined.size },
    ...{ ready: count('ready'), ended: count('ended'), failed: count('failed') },
  };
}

const sum = { rides: 0, kills: 0, captures: 0, acknowledged: 0, files: 0, ready: 0, ended: 0, failed: 0 };
const wrong: string[] = [];
while (sum.kills < killsMin) {
  const wreck = await ride(seed + sum.rides, { testDatabase });
  wrong.push(...(await wrongWith(wreck)).map((what) => `seed ${String(seed + sum.rides)}: ${what}`));
  const ledger = await ledgerOf(wreck);
  await wreck.world.close();
  sum.rides += 1;
  for (const name of Object.keys(ledger) as (keyof typeof ledger)[]) sum[name] += ledger[name];
  console.log(
    `seed ${String(seed + sum.rides - 1)}: ${JSON.stringify(ledger)}; ${String(sum.kills)} kills so far`,
  );
}

/** A joining that leaves something out has to be seen, or all the above says nothing. */
const control = await ride(seed, {
  testDatabase,
  join: (work, objects) => {
    for (const part of work.parts) part.segments.pop();
    return joinAll(work, objects);
  },
});
const controlSees = (await wrongWith(control)).some((what) => what.includes('what was acknowledged'));
await control.world.close();
await postgres.stop();

for (const what of wrong) console.log(what);
const figures = { ...sum, wrong: wrong.length, controlSees };
console.log(JSON.stringify({ name: 'recording-kills', seed, figures }));
process.exitCode = wrong.length === 0 && controlSees ? 0 : 1;
