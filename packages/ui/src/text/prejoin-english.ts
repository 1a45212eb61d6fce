// The words of the screen before joining, which comes in a chunk of its own.
import prejoin from './en-prejoin.json';
import { addEnglish } from './english.ts';

addEnglish(prejoin);
