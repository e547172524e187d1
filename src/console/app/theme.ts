import {
  createTheme,
  defaultVariantColorsResolver,
  type MantineColorsTuple,
  type MantineTheme,
  type VariantColorsResolver,
} from '@mantine/core'

const petrol: MantineColorsTuple = [
  '#e0eef0',
  '#c3dde1',
  '#94c5cc',
  '#62c4d2',
  '#3aa0ae',
  '#1d7e8c',
  '#0b5663',
  '#094854',
  '#073a44',
  '#052c34',
]

/** Greys of the house, where Mantine takes its own. */
const gray: MantineColorsTuple = [
  '#f4f7f6',
  '#eef1ee',
  '#e7eae6',
  '#d8ddd9',
  '#8b9691',
  '#7c8782',
  '#6c7873',
  '#5a6662',
  '#3f4a47',
  '#141b1a',
]
const dark: MantineColorsTuple = [
  '#e8edea',
  '#bac4c0',
  '#97a39e',
  '#6c7873',
  '#5d6a65',
  '#2b3432',
  '#191f1e',
  '#191f1e',
  '#111615',
  '#0c100f',
]

/** Mantine's own contrast rule looks at the light shade only; ours follows the scheme. */
const variantColorResolver: VariantColorsResolver = (input) =>
  input.variant === 'filled'
    ? {
        ...defaultVariantColorsResolver(input),
        background: 'var(--accent)',
        hover: 'color-mix(in srgb, var(--accent) 86%, var(--ink))',
        color: 'var(--accent-ink)',
      }
    : defaultVariantColorsResolver(input)

/** Mantine draws fields, buttons and dialogs; how they look is said here once, in the tokens of the house. */
export const theme = createTheme({
  primaryColor: 'petrol',
  colors: { petrol, gray, dark },
  primaryShade: { light: 6, dark: 3 },
  variantColorResolver,
  defaultRadius: 2,
  fontFamily: 'var(--sans)',
  fontFamilyMonospace: 'var(--mono)',
  cursorType: 'pointer',
  respectReducedMotion: true,
  components: {
    Checkbox: { defaultProps: { iconColor: 'var(--accent-ink)' } },
    Modal: {
      defaultProps: { centered: true, overlayProps: { backgroundOpacity: 0.5 }, transitionProps: { duration: 120 } },
    },
  },
})

/** Mantine's own variables, pointed at ours. */
export const resolver = (_: MantineTheme) => ({
  variables: {},
  light: house,
  dark: house,
})

const house = {
  '--mantine-color-body': 'var(--sheet)',
  '--mantine-color-text': 'var(--ink)',
  '--mantine-color-dimmed': 'var(--ink-3)',
  '--mantine-color-placeholder': 'var(--ink-3)',
  '--mantine-color-anchor': 'var(--accent)',
  '--mantine-color-error': 'var(--bad)',
  '--mantine-color-default': 'var(--sheet)',
  '--mantine-color-default-hover': 'var(--hover)',
  '--mantine-color-default-color': 'var(--ink)',
  '--mantine-color-default-border': 'var(--rule-strong)',
  '--mantine-color-disabled': 'var(--sunken)',
  '--mantine-color-disabled-color': 'var(--ink-3)',
  '--mantine-color-disabled-border': 'var(--rule)',
  '--mantine-color-petrol-filled': 'var(--accent)',
}
