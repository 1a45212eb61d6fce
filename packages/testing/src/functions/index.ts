export { captureFunctionSuite } from './capture-function-suite.ts';
export { loadFunction } from './load-function.ts';
export type { LoadedFunction } from './load-function.ts';
