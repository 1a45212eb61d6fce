import { createTheme } from '@mantine/core';
import type { CSSVariablesResolver, MantineColorsTuple, VariantColorsResolver } from '@mantine/core';
import parts from './mantine-parts.module.css';

/** Mantine wants ten shades; ours come from the tokens, so every shade is the one token. */
const shades = (token: string): MantineColorsTuple => {
  const color = `var(--cm-${token})`;
  return [color, color, color, color, color, color, color, color, color, color];
};

const of = (token: string) => `var(--cm-${token})`;

/** Mantine's greys, from the lightest to the darkest, in each scheme. */
const gray: MantineColorsTuple = [
  ...([of('surface-2'), of('surface-2'), of('surface-3'), of('line'), of('line-strong')] as const),
  ...([of('line-strong'), of('text-3'), of('text-2'), of('text-2'), of('text')] as const),
];
const dark: MantineColorsTuple = [
  ...([of('text'), of('text-2'), of('text-3'), of('line-strong'), of('line')] as const),
  ...([of('surface-3'), of('surface-2'), of('surface-1'), of('bg'), of('bg')] as const),
];

const scrim = { color: '#0f0d0b', backgroundOpacity: 0.28 };

const transparent = { background: 'transparent', border: '1px solid transparent' };

/** Buttons and marks in our three tones: the accent, neutral, and danger. */
const variantColors: VariantColorsResolver = ({ variant, color }) => {
  const danger = color === 'danger';
  if (variant === 'filled') {
    const tone = danger ? 'danger-solid' : 'accent';
    return {
      background: `var(--cm-${tone})`,
      hover: `var(--cm-${tone}-hover)`,
      color: danger ? 'var(--cm-on-danger)' : 'var(--cm-on-accent)',
      border: '1px solid transparent',
    };
  }
  const text = danger ? 'var(--cm-danger)' : 'var(--cm-text)';
  if (variant === 'subtle' || variant === 'transparent')
    return { ...transparent, hover: danger ? 'var(--cm-danger-soft)' : 'var(--cm-surface-3)', color: text };
  if (variant === 'light')
    return {
      background: 'var(--cm-accent-soft)',
      hover: 'var(--cm-accent-soft)',
      color: 'var(--cm-accent-text)',
      border: '1px solid transparent',
    };
  return {
    background: 'var(--cm-field)',
    hover: 'var(--cm-float-hover)',
    color: text,
    border: '1px solid var(--cm-float-line)',
  };
};

/** Our tokens as Mantine's theme: it lays things out and behaves, the values stay ours. */
export const mantineTheme = createTheme({
  fontFamily: 'var(--cm-font)',
  fontFamilyMonospace: 'var(--cm-mono)',
  headings: { fontFamily: 'var(--cm-font)', fontWeight: '580' },
  fontSizes: { xs: '12px', sm: '14px', md: '14px', lg: '16px', xl: '20px' },
  lineHeights: { xs: '16px', sm: '20px', md: '20px', lg: '24px', xl: '28px' },
  spacing: { xs: '8px', sm: '12px', md: '16px', lg: '24px', xl: '32px' },
  radius: {
    xs: 'var(--cm-radius-sm)',
    sm: 'var(--cm-radius-sm)',
    md: 'var(--cm-radius)',
    lg: 'var(--cm-radius-lg)',
    xl: 'var(--cm-radius-full)',
  },
  defaultRadius: 'md',
  colors: {
    accent: shades('accent'),
    danger: shades('danger'),
    gray,
    dark,
  },
  primaryColor: 'accent',
  cursorType: 'pointer',
  respectReducedMotion: true,
  focusRing: 'never',
  variantColorResolver: variantColors,
  components: {
    Button: { defaultProps: { size: 'sm', variant: 'default' }, classNames: { root: parts['button'] } },
    Tabs: { classNames: { panel: parts['panel'] } },
    ActionIcon: { defaultProps: { variant: 'subtle', size: 36 } },
    Input: { classNames: { input: parts['input'] } },
    InputWrapper: {
      defaultProps: { inputWrapperOrder: ['label', 'input', 'description', 'error'] },
      classNames: {
        label: parts['label'],
        description: parts['hint'],
        error: parts['error'],
        required: parts['required'],
      },
    },
    Modal: {
      defaultProps: {
        centered: true,
        radius: 'lg',
        padding: 24,
        lockScroll: false,
        overlayProps: scrim,
        transitionProps: { duration: 160 },
      },
      classNames: { content: parts['floating'], title: parts['dialogTitle'] },
    },
    Drawer: {
      defaultProps: {
        position: 'right',
        size: 440,
        padding: 24,
        lockScroll: false,
        overlayProps: scrim,
        transitionProps: { duration: 200 },
      },
      classNames: { content: parts['sheet'], title: parts['dialogTitle'] },
    },
    Menu: {
      defaultProps: { transitionProps: { duration: 120 }, shadow: 'none' },
      classNames: { dropdown: parts['menu'], item: parts['menuItem'], label: parts['menuLabel'] },
    },
    SegmentedControl: {
      classNames: { root: parts['segments'], indicator: parts['segment'], label: parts['segmentLabel'] },
    },
    Switch: { defaultProps: { size: 'md' } },
    Tooltip: { classNames: { tooltip: parts['tooltip'] } },
    Skeleton: { defaultProps: { radius: 'sm' } },
    Checkbox: { classNames: { input: parts['check'] } },
    Radio: { classNames: { radio: parts['check'] } },
  },
});

const variables = {
  '--mantine-color-body': 'var(--cm-bg)',
  '--mantine-color-text': 'var(--cm-text)',
  '--mantine-color-bright': 'var(--cm-text)',
  '--mantine-color-dimmed': 'var(--cm-text-2)',
  '--mantine-color-placeholder': 'var(--cm-text-3)',
  '--mantine-color-anchor': 'var(--cm-accent-text)',
  '--mantine-color-error': 'var(--cm-danger)',
  '--mantine-color-default': 'var(--cm-field)',
  '--mantine-color-default-hover': 'var(--cm-float-hover)',
  '--mantine-color-default-color': 'var(--cm-text)',
  '--mantine-color-default-border': 'var(--cm-line)',
  '--mantine-color-disabled': 'var(--cm-surface-3)',
  '--mantine-color-disabled-color': 'var(--cm-text-3)',
  '--mantine-color-disabled-border': 'var(--cm-line)',
  '--mantine-primary-color-filled': 'var(--cm-accent)',
  '--mantine-primary-color-filled-hover': 'var(--cm-accent-hover)',
  '--mantine-primary-color-light': 'var(--cm-accent-soft)',
  '--mantine-primary-color-light-color': 'var(--cm-accent-text)',
  '--mantine-color-accent-filled': 'var(--cm-accent)',
  '--mantine-color-accent-text': 'var(--cm-accent-text)',
};

/** The same for both schemes: the tokens themselves change with the scheme. */
export const mantineVariables: CSSVariablesResolver = () => ({
  variables: {},
  light: variables,
  dark: variables,
});
