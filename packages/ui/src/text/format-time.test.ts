import { describe, expect, it } from 'vitest';
import { createEnglishText } from './create-text.ts';
import { dayOf, formatDay, formatElapsed, formatTime } from './format-time.ts';

const at = (text: string) => Date.parse(text);
const { t } = createEnglishText();

describe('time since the start', () => {
  it.each([
    [0, '00:00'],
    [7.9, '00:07'],
    [1458, '24:18'],
    [3599, '59:59'],
    [3600, '1:00:00'],
    [36_061, '10:01:01'],
    [-5, '00:00'],
  ])('of %d s is %s', (seconds, shown) => {
    expect(formatElapsed(seconds)).toBe(shown);
  });
});

describe('times of day', () => {
  it('have 24 hours in both languages', () => {
    expect(formatTime(at('2025-11-20T22:12:00Z'), 'en', 'UTC')).toBe('22:12');
    expect(formatTime(at('2025-11-20T22:12:00Z'), 'el', 'UTC')).toBe('22:12');
    expect(formatTime(at('2025-11-20T00:05:00Z'), 'en', 'UTC')).toBe('00:05');
  });
});

describe('days', () => {
  const now = at('2025-11-20T10:00:00Z');
  it('near the present have words, others their date', () => {
    expect(formatDay(at('2025-11-20T01:00:00Z'), now, 'en', t, 'UTC')).toBe('Today');
    expect(formatDay(at('2025-11-19T23:00:00Z'), now, 'en', t, 'UTC')).toBe('Yesterday');
    expect(formatDay(at('2025-11-17T23:00:00Z'), now, 'en', t, 'UTC')).toContain('17 November');
  });

  it('change at midnight of the reader', () => {
    const late = at('2025-11-20T23:30:00Z');
    expect(dayOf(late, 'UTC')).toBe('2025-11-20');
    expect(dayOf(late, 'Europe/Athens')).toBe('2025-11-21');
  });
});
