import { version as packageVersion } from '../package.json';

/** Version of this SDK. */
export const version: string = packageVersion;
