/** Colours of groups: few, and apart from each other for colour-blind eyes. */

/**
 * On dark and on light ground alike; a window may shade them by theme.
 * @source the first seven: M. Okabe and K. Ito, "Color Universal Design", 2008; the others: P. Tol, "Colour
 * Schemes", 2021, 'muted'.
 */
export const groupPalette = Object.freeze({
  blue: '#0072b2',
  orange: '#e69f00',
  green: '#009e73',
  vermilion: '#d55e00',
  sky: '#56b4e9',
  purple: '#cc79a7',
  yellow: '#f0e442',
  wine: '#882255',
  olive: '#999933',
  indigo: '#332288',
  rose: '#cc6677',
  teal: '#44aa99',
} as const);

export type GroupColour = keyof typeof groupPalette;

export const groupColours = Object.freeze(Object.keys(groupPalette) as GroupColour[]);

/** The first colour that is used least. */
export function nextColour(used: readonly GroupColour[]): GroupColour {
  const count = (colour: GroupColour): number => used.filter((other) => other === colour).length;
  const least = Math.min(...groupColours.map(count));
  return groupColours.find((colour) => count(colour) === least) ?? 'blue';
}
