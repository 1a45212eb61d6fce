export { ConfigError } from './config-error.ts';
export { readConfig } from './read-config.ts';
export { logLevels, settings } from './settings.ts';
