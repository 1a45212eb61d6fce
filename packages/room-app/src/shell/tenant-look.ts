// Deriving a family of colours from one takes more code than the rest of the look; most rooms wear our own.
export { applyTheme } from '@cloudmeet/ui';
