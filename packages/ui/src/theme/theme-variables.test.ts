import { describe, expect, it } from 'vitest';
import { applyTheme, themeVariables } from './theme-variables.ts';

describe('theme variables', () => {
  it('are none for a tenant who set nothing', () => {
    expect(themeVariables({}, 'dark')).toEqual({});
  });

  it('carry accent, radius with its two followers, and font', () => {
    const variables = themeVariables({ accent: '#b04bb8', radius: 12, font: 'inter' }, 'dark');
    expect(Object.keys(variables).sort()).toEqual([
      '--cm-accent',
      '--cm-accent-hover',
      '--cm-accent-line',
      '--cm-accent-press',
      '--cm-accent-soft',
      '--cm-accent-text',
      '--cm-font',
      '--cm-radius',
      '--cm-radius-lg',
      '--cm-radius-sm',
    ]);
    expect(variables['--cm-radius-lg']).toBe('18px');
    expect(variables['--cm-radius-sm']).toBe('9px');
  });

  it.each([-1, 16.5, Number.NaN, Number.POSITIVE_INFINITY])('refuse a radius of %s', (radius) => {
    expect(() => themeVariables({ radius }, 'light')).toThrow(TypeError);
  });

  it.each(['Comic Sans', 'x"; } body { display: none', 'constructor', '__proto__'])(
    'refuse the font %s',
    (font) => {
      // @ts-expect-error the types refuse it already
      expect(() => themeVariables({ font }, 'light')).toThrow(TypeError);
    },
  );

  it('go onto an element, and the next theme takes them away', () => {
    const element = document.createElement('div');
    element.style.setProperty('color', 'red');
    applyTheme(element, 'dark', { accent: '#1c8a5c', radius: 4 });
    expect(element.getAttribute('data-cm-theme')).toBe('dark');
    expect(element.style.getPropertyValue('--cm-radius')).toBe('4px');
    applyTheme(element, 'light', {});
    expect(element.getAttribute('data-cm-theme')).toBe('light');
    expect(element.style.getPropertyValue('--cm-radius')).toBe('');
    expect(element.style.getPropertyValue('color')).toBe('red');
  });

  it('leave an element as it was when one of them is refused', () => {
    const element = document.createElement('div');
    applyTheme(element, 'dark', { radius: 4 });
    expect(() => applyTheme(element, 'light', { radius: 99 })).toThrow(TypeError);
    expect(element.getAttribute('data-cm-theme')).toBe('dark');
    expect(element.style.getPropertyValue('--cm-radius')).toBe('4px');
  });
});
