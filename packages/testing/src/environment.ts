export { EnvironmentTenant } from './environment/environment-tenant.ts';
export { startEnvironment } from './environment/start-environment.ts';
export type { Environment, EnvironmentOptions } from './environment/start-environment.ts';
