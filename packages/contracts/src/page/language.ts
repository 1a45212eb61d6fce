import { z } from 'zod';

/** The languages that a room's page speaks. */
export const languages = ['en', 'el'] as const;
export const languageSchema = z.enum(languages);
export type Language = (typeof languages)[number];
