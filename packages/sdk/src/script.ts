// The script tag is read first: defining the element starts those that are in the page already.
import './script-tag.ts';
export * from './index.ts';
