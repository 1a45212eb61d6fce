export * from './boxes.ts';
export * from './movie-boxes.ts';
export * from './opus-track.ts';
export * from './read-boxes.ts';
export * from './silence.ts';
