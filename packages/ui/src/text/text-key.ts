import type en from './en.json';
import type later from './en-later.json';
import type prejoin from './en-prejoin.json';

/** `_one` and `_other` are plural forms of one text; callers name the text and pass `count`. */
type WithoutPlural<Name extends string> =
  Name extends `${infer Base}_${'zero' | 'one' | 'two' | 'few' | 'many' | 'other'}` ? Base : Name;

/** Every text of a file by its dotted name; the plural forms of one text are one. */
export type KeysOf<Texts> = {
  [Name in keyof Texts & string]: Texts[Name] extends string
    ? WithoutPlural<Name>
    : `${Name}.${KeysOf<Texts[Name]>}`;
}[keyof Texts & string];

/** Every text by its dotted name, e.g. `prejoin.canHear`. The English files are the list. */
export type TextKey = KeysOf<typeof en & typeof later & typeof prejoin>;

/** What fills the `{{places}}` of a text; `count` also chooses the plural form. */
export type TextValues = Readonly<Record<string, string | number>>;

/** Looks a text up in the current language. */
export type Translate = (key: TextKey, values?: TextValues) => string;
