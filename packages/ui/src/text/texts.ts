/** The texts of one language, as its JSON file has them. */
export interface Texts {
  readonly [name: string]: string | Texts;
}
