import type { Theme } from '@cloudmeet/contracts';
import { deriveAccent } from './derive-accent.ts';
import type { ColorScheme } from './derive-accent.ts';

/** The part of a tenant's theme that becomes CSS. What is left out keeps our own value. */
export type TenantTheme = Pick<Theme, 'accent' | 'radius' | 'font'>;

/** CSS custom properties by name, ready for an element's style. */
export type ThemeVariables = Record<`--cm-${string}`, string>;

const fontStacks: Record<NonNullable<Theme['font']>, string> = {
  geist: '"Geist Variable", "Inter Variable", system-ui, sans-serif',
  inter: '"Inter Latin Variable", "Inter Variable", system-ui, sans-serif',
  system: 'system-ui, sans-serif',
};

/**
 * The CSS variables for a tenant's theme in one colour scheme: accent `#rgb` or `#rrggbb`, radius 0–16 px, font one
 * of ours. Nothing else reaches CSS; throws `TypeError` naming the wrong field.
 */
export function themeVariables(theme: TenantTheme, scheme: ColorScheme): ThemeVariables {
  return {
    ...accentVariables(theme.accent, scheme),
    ...radiusVariables(theme.radius),
    ...fontVariables(theme.font),
  };
}

/**
 * Puts a scheme and a tenant's variables on an element (the document's root, so that menus and dialogs follow) and
 * takes away what an earlier call set. Writes through the style object, which a strict Content-Security-Policy
 * allows.
 */
export function applyTheme(element: HTMLElement, scheme: ColorScheme, theme: TenantTheme = {}): void {
  const variables = themeVariables(theme, scheme);
  const earlier = Array.from(element.style).filter((name) => name.startsWith('--cm-'));
  for (const name of earlier) element.style.removeProperty(name);
  for (const [name, value] of Object.entries(variables)) element.style.setProperty(name, value);
  element.setAttribute('data-cm-theme', scheme);
}

function accentVariables(accent: string | undefined, scheme: ColorScheme): ThemeVariables {
  if (accent === undefined) return {};
  const family = deriveAccent(accent)[scheme];
  return {
    '--cm-accent': family.accent,
    '--cm-accent-hover': family.accentHover,
    '--cm-accent-press': family.accentPress,
    '--cm-accent-text': family.accentText,
    '--cm-accent-soft': family.accentSoft,
    '--cm-accent-line': family.accentLine,
  };
}

function radiusVariables(radius: number | undefined): ThemeVariables {
  if (radius === undefined) return {};
  if (!(radius >= 0 && radius <= 16)) throw new TypeError('The radius must be from 0 to 16 pixels.');
  return {
    '--cm-radius': `${radius}px`,
    '--cm-radius-lg': `${radius * 1.5}px`,
    '--cm-radius-sm': `${radius * 0.75}px`,
  };
}

function fontVariables(font: Theme['font']): ThemeVariables {
  if (font === undefined) return {};
  if (!Object.hasOwn(fontStacks, font)) throw new TypeError('The font must be geist, inter or system.');
  return { '--cm-font': fontStacks[font] };
}
