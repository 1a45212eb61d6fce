import { localeOf } from './languages.ts';
import type { Language } from './languages.ts';
import type { Translate } from './text-key.ts';

/** Seconds as `0:07`, `24:18` or `1:04:09`; below zero counts as zero. Minutes have two digits, as clocks do. */
export function formatElapsed(seconds: number): string {
  const whole = Math.max(0, Math.floor(seconds));
  const two = (value: number) => String(value).padStart(2, '0');
  const minutes = `${two(Math.floor(whole / 60) % 60)}:${two(whole % 60)}`;
  return whole < 3600 ? minutes : `${Math.floor(whole / 3600)}:${minutes}`;
}

/** A time of day, `10:12`. `timeZone` is the device's own unless given. */
export function formatTime(atMs: number, language: Language, timeZone?: string): string {
  return new Intl.DateTimeFormat(localeOf(language), {
    hour: '2-digit',
    minute: '2-digit',
    hourCycle: 'h23',
    ...(timeZone ? { timeZone } : {}),
  }).format(atMs);
}

/** A day for a divider: Today, Yesterday, else `Thursday 20 November`. */
export function formatDay(
  atMs: number,
  nowMs: number,
  language: Language,
  t: Translate,
  timeZone?: string,
): string {
  const day = dayOf(atMs, timeZone);
  if (day === dayOf(nowMs, timeZone)) return t('chat.today');
  if (day === dayOf(nowMs - 24 * 3600 * 1000, timeZone)) return t('chat.yesterday');
  return new Intl.DateTimeFormat(localeOf(language), {
    weekday: 'long',
    day: 'numeric',
    month: 'long',
    ...(timeZone ? { timeZone } : {}),
  }).format(atMs);
}

/** The calendar day of a moment, `2025-11-20`: equal for two moments of one day. */
export function dayOf(atMs: number, timeZone?: string): string {
  return new Intl.DateTimeFormat('en-CA', {
    year: 'numeric',
    month: '2-digit',
    day: '2-digit',
    ...(timeZone ? { timeZone } : {}),
  }).format(atMs);
}
