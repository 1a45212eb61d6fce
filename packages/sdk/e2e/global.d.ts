/** The global of the script build, in pages that the browser tests open. */
declare const CloudMeet: typeof import('../src/index.ts');
