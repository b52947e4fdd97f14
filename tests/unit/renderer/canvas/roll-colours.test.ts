import { describe, expect, it } from 'vitest';
import { contrast, mixed, standingOut } from '../../../../renderer/canvas/colour-maths.ts';
import { groupColour, rollColours } from '../../../../renderer/canvas/roll-colours.ts';
import { groupColours } from '../../../../shared/document/palette.ts';

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
