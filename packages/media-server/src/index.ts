export * from './children/messages.ts';
