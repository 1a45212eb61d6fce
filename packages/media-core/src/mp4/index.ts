export * from './boxes.ts';
export * from './movie-boxes.ts';
export * from './read-boxes.ts';
