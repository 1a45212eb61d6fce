export { edgeOptionsSchema } from './edge-options.ts';
export type { EdgeOptions, EdgeOptionsInput } from './edge-options.ts';

/** The file of the edge process, to be forked with its options as one JSON argument. */
export const edgeProcess = new URL('./main.ts', import.meta.url);
