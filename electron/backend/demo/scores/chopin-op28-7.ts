import type { WrittenPiece } from '../notation.ts';

/**
 * Prelude No. 7 in A major, the whole piece. The first German edition was consulted at chopinscores.org
 * (The Fryderyk Chopin Institute, CC BY 4.0).
 */
export const chopinOp28No7: WrittenPiece = {
  slug: 'chopin-prelude-7',
  title: 'Prelude in A major, op. 28 no. 7',
  composer: 'Frédéric Chopin (1810-1849)',
  source: 'after the first German edition (Breitkopf & Härtel, 1839), with D sharp in bar 11 as in bar 3',
  timeSignature: [3, 4],
  key: { fifths: 3, minor: false },
  quartersPerMinute: 80,
  upbeatQuarters: 1,
  // Down with every second bar's bass note, up at the rest; once more often in bars 11 to 14.
  pedal: [
    [1, 6],
    [7, 12],
    [13, 18],
    [19, 24],
    [25, 30],
    [31, 33],
    [34, 36],
    [37, 39],
    [40, 42],
    [43, 49],
  ],
  bars: [
    { right: 'E4/4', left: 'r/4' },
    { right: 'C#5/8. D5/16 [D4 G#4 B4]/4 [D4 G#4 B4]', left: 'E2/4 [E3 E4] [E3 E4]' },
    { right: '[D4 G#4 B4]/2 [D5 F#5]/4', left: '[E3 E4]/2 r/4' },
    { right: '[B#4 D#5]/8. [C#5 E5]/16 [C#5 A5]/4 [C#5 A5]', left: 'A2/4 [A3 E4] [A3 E4]' },
    { right: '[C#5 A5]/2 [E4 C#5]/4', left: '[A3 E4]/2 r/4' },
    // 5
    {
      right: ['[C#4 A#4]/8. B4/16 [F#4 D5]/4 [F#4~ D5]', 'r/8. D4/16~ D4/2'],
      left: 'E2/4 [E3 B3] [E3 B3]',
    },
    { right: '[D4 F#4 D5]/2 [D4 G#4]/4', left: '[E3 B3]/2 r/4' },
    { right: '[D4 G#4]/8. [C#4 A4]/16 [C#4 C#5]/4 [C#4 C#5]', left: 'A1/4 [E3 A3 E4] [E3 A3 E4]' },
    { right: '[C#4 C#5]/2 E4/4~', left: '[E3 A3 E4]/2 r/4' },
    { right: ['[E4 G#4]/4 [D4 G#4 B4] [D4 G#4 B4]', 'C#5/8. D5/16 r/2'], left: 'E2/4 [E3 E4] [E3 E4]' },
    // 10
    { right: '[D4 G#4 B4]/2 [D5 F#5]/4', left: '[E3 E4]/2 r/4' },
    {
      right: ['[B#4 D#5]/8. [C#5 E5]/16~ [C#5 E5]/2', 'r/4 [A5 C#6] [A5 C#6]'],
      left: 'A2/4 [A3 E4 A4] [A3 E4 A4]',
    },
    { right: '[A#4 C#5 E5 A#5 C#6]/2 [A#4 C#5]/4', left: '[F#3 C#4 E4 F#4]/2 r/4' },
    { right: '[A#4 C#5]/8. [B4 D5]/16 [B4 F#5]/4 [A4 F#5]', left: 'B1/4 [F#3 D4] [F#3 B3 D4]' },
    { right: '[G#4 F#5]/2 [D4 G#4]/4', left: '[E3 B3 D4]/2 r/4' },
    // 15
    {
      right: ['[D4 B4]/8. [C#4 A4]/16 [C#5 A5]/4 [C#5 A5]', 'r/4 A4/2~'],
      left: 'A1/4 [E3 A3 E4] [E3 A3 E4]',
    },
    { right: ['[C#5 A5]/2 r/4', 'A4/2 r/4'], left: '[A3 E4]/2 r/4' },
  ],
};
