import type { Texts } from './texts.ts';
import en from './en.json';

/** A JSON file of texts: sections of texts, or of sections. */
type Section = Record<string, string | Texts>;

/** The English texts that are here so far: those of a room's first paint, and more as parts of the page bring theirs. */
export const english: Record<string, Section> = structuredClone(en);

/** Lays the texts of a later part over those that are here. */
export function addEnglish(texts: Record<string, Section>): void {
  for (const [name, section] of Object.entries(texts)) english[name] = { ...english[name], ...section };
}
