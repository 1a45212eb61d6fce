/** Somebody in a browser: what their camera and microphone say who they are. */
export interface Person {
  name: string;
  rgb: readonly [red: number, green: number, blue: number];
  toneHz: number;
}

const person = (name: string, toneHz: number, ...rgb: Person['rgb']): Person => ({ name, toneHz, rgb });

/** As many as may come: every colour and tone is far from all others. */
export const people: readonly Person[] = [
  person('Ada', 1150, 208, 0, 208),
  person('Ben', 1900, 0, 176, 176),
  person('Cleo', 700, 208, 208, 0),
  person('Dan', 850, 208, 0, 0),
  person('Eva', 1000, 0, 0, 208),
  person('Finn', 1325, 0, 176, 0),
  person('Gia', 1500, 255, 128, 0),
  person('Hugo', 1700, 112, 0, 208),
  person('Ines', 2150, 144, 144, 144),
  person('Jon', 2450, 0, 88, 0),
];

/** What somebody says to be understood: tones that follow each other like the sounds of a language. */
export const soundsHz: readonly number[] = [600, 800, 1050, 1350, 1700, 2100, 2500, 2900];
/** As long as a short syllable: five packets. */
export const soundMs = 100;
