import { describe, expect, it } from 'vitest';
import { contrast, mixed, standingOut } from '../../../../renderer/canvas/colour-maths.ts';
import { groupColour, rollColours } from '../../../../renderer/canvas/roll-colours.ts';
import { groupColours } from '../../../../shared/document/palette.ts';
import { seenDistance } from '../../../support/colour-vision.ts';
import type { ColourVision } from '../../../support/colour-vision.ts';

describe('colours of the roll', () => {
  it.each(['dark', 'light'] as const)(
    '[U6] every group stands out on the %s ground, and from the others',
    (theme) => {
      const { ground } = rollColours(theme);
      const shades = groupColours.map((colour) => groupColour(colour, theme));
      for (const shade of shades) expect(contrast(shade, ground)).toBeGreaterThanOrEqual(3);
      expect(new Set(shades).size).toBe(groupColours.length);
    },
  );

  it.each(['dark', 'light'] as const)(
    '[U6] in the %s theme groups stay apart for eyes without green or red cones',
    (theme) => {
      const shades = groupColours.map((colour) => groupColour(colour, theme));
      const nearest = (vision: ColourVision, count: number): number =>
        Math.min(
          ...shades
            .slice(0, count)
            .flatMap((one, index) => shades.slice(0, index).map((other) => seenDistance(one, other, vision))),
        );
      expect(nearest('none', 12)).toBeGreaterThan(15);
      for (const vision of ['deuteranopia', 'protanopia'] as const) {
        expect(nearest(vision, 8)).toBeGreaterThan(10);
        expect(nearest(vision, 12)).toBeGreaterThan(4);
      }
    },
  );

  it.each(['dark', 'light'] as const)('[U6] texts are readable in the %s theme', (theme) => {
    const { ground, text, textMuted, whiteKey, keyText } = rollColours(theme);
    expect(contrast(text, ground)).toBeGreaterThanOrEqual(4.5);
    expect(contrast(textMuted, ground)).toBeGreaterThanOrEqual(4.5);
    expect(contrast(keyText, whiteKey)).toBeGreaterThanOrEqual(4.5);
  });

  it('[U6] contrast is that of the guidelines', () => {
    expect(contrast('#000000', '#ffffff')).toBeCloseTo(21, 5);
    expect(contrast('#777777', '#ffffff')).toBeCloseTo(4.48, 2);
    expect(mixed('#000000', '#ffffff', 0.5)).toBe('#808080');
    expect(standingOut('#ffffff', '#000000', '#ff0000', 3)).toBe('#ffffff');
  });
});
