// Whatever is fetched after the first paint and speaks imports this: its words come with its code.
import later from './en-later.json';
import { addEnglish } from './english.ts';

addEnglish(later);
