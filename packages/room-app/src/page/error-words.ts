// a chunk of its own, for what goes wrong: `import()` of the whole of `ui` would bring all of it
export { errorText } from '@cloudmeet/ui';
