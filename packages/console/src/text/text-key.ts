import type { KeysOf } from '@cloudmeet/ui';
import type en from './en.json';

/** Every text of the console by its dotted name. The English file is the list. */
export type ConsoleTextKey = KeysOf<typeof en>;
