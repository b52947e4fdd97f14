/** Colours of the canvases, where CSS does not reach. */
import { groupPalette } from '../../shared/document/palette.ts';
import type { GroupColour } from '../../shared/document/palette.ts';
import { standingOut } from './colour-maths.ts';

export type Theme = 'dark' | 'light';

export type RollColours = {
  readonly theme: Theme;
  readonly ground: string;
  /** Lanes of black keys. */
  readonly blackLane: string;
  readonly octaveLine: string;
  readonly beatLine: string;
  readonly barLine: string;
  readonly text: string;
  readonly textMuted: string;
  readonly whiteKey: string;
  readonly blackKey: string;
  readonly keyText: string;
  readonly keyLine: string;
  readonly accent: string;
  readonly selection: string;
  readonly warning: string;
  readonly skipped: string;
  readonly good: string;
  readonly danger: string;
  readonly noGroup: string;
};

const dark: RollColours = Object.freeze({
  theme: 'dark',
  ground: '#16181b',
  blackLane: '#121416',
  octaveLine: '#2b2f36',
  beatLine: '#23272c',
  barLine: '#3a4049',
  text: '#e4e7eb',
  textMuted: '#a4acb8',
  whiteKey: '#c9ced6',
  blackKey: '#23262b',
  keyText: '#33383f',
  keyLine: '#8f97a3',
  accent: '#6ba6f7',
  selection: '#ffffff',
  warning: '#f2b45c',
  skipped: '#8b94a1',
  good: '#5fcf8e',
  danger: '#ff8a80',
  noGroup: '#8b94a1',
});

const light: RollColours = Object.freeze({
  theme: 'light',
  ground: '#ffffff',
  blackLane: '#f3f5f7',
  octaveLine: '#d4d9df',
  beatLine: '#e8ebee',
  barLine: '#c3c9d1',
  text: '#1a1d21',
  textMuted: '#4c5561',
  whiteKey: '#ffffff',
  blackKey: '#3d434b',
  keyText: '#4c5561',
  keyLine: '#c3c9d1',
  accent: '#1d5fbf',
  selection: '#101215',
  warning: '#8a5300',
  skipped: '#5e6773',
  good: '#1b7a45',
  danger: '#b3261e',
  noGroup: '#68717d',
});

export function rollColours(theme: Theme): RollColours {
  return theme === 'dark' ? dark : light;
}

/** Shapes need 3:1 against what they lie on. */
const leastContrast = 3;

/** Orange and yellow have to be darkened on white: these make way, for colour-blind eyes too. */
const lightShades: Partial<Readonly<Record<GroupColour, string>>> = Object.freeze({
  vermilion: '#a33a00',
  olive: '#5a5a1e',
});

/** A group's colour, shaded so that it stands out in the theme. */
export function groupColour(colour: GroupColour, theme: Theme): string {
  const { ground } = rollColours(theme);
  const base = (theme === 'light' ? lightShades[colour] : undefined) ?? groupPalette[colour];
  return standingOut(base, ground, theme === 'dark' ? '#ffffff' : '#000000', leastContrast);
}
