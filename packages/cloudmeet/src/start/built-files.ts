import { existsSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { StartupError } from './startup-error.ts';

const root = new URL('../../../../', import.meta.url);

/** What browsers load and what therefore has to be built first. */
export interface BuiltFiles {
  sdkScript: string;
  roomApp: string;
  console: string;
}

/** @throws StartupError when something was not built yet */
export function findBuiltFiles(): BuiltFiles {
  const files = {
    sdkScript: fileURLToPath(new URL('packages/sdk/dist/cloudmeet.js', root)),
    roomApp: fileURLToPath(new URL('packages/room-app/dist/', root)),
    console: fileURLToPath(new URL('packages/console/dist/', root)),
  };
  for (const file of [files.sdkScript, `${files.roomApp}index.html`, `${files.console}index.html`]) {
    if (!existsSync(file))
      throw new StartupError(`${file} is not there. Run npm start, or npm run build first.`);
  }
  return files;
}
