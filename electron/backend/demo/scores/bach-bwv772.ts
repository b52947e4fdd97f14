import type { WrittenPiece } from '../notation.ts';

/** Invention No. 1 in C major, the whole piece. */
export const bachBwv772: WrittenPiece = {
  slug: 'bach-invention-1',
  title: 'Invention No. 1 in C major, BWV 772',
  composer: 'Johann Sebastian Bach (1685-1750)',
  source: 'the plain notes, without ornaments',
  timeSignature: [4, 4],
  key: { fifths: 0, minor: false },
  quartersPerMinute: 92,
  upbeatQuarters: 0,
  pedal: [],
  bars: [
    { right: 'r/16 C4 D4 E4 F4 D4 E4 C4 G4/8 C5 B4 C5', left: 'r/2 r/16 C3 D3 E3 F3 D3 E3 C3' },
    { right: 'D5/16 G4 A4 B4 C5 A4 B4 G4 D5/8 G5 F5 G5', left: 'G3/8 G2 r/4 r/16 G3 A3 B3 C4 A3 B3 G3' },
    { right: 'E5/16 A5 G5 F5 E5 G5 F5 A5 G5 F5 E5 D5 C5 E5 D5 F5', left: 'C4/8 B3 C4 D4 E4 G3 A3 B3' },
    { right: 'E5/16 D5 C5 B4 A4 C5 B4 D5 C5 B4 A4 G4 F#4 A4 G4 B4', left: 'C4/8 E3 F#3 G3 A3 B3 C4/4~' },
    // 5
    {
      right: 'A4/8 D4 C5/8. D5/16 B4 A4 G4 F#4 E4 G4 F#4 A4',
      left: 'C4/16 D3 E3 F#3 G3 E3 F#3 D3 G3/8 B2 C3 D3',
    },
    {
      right: 'G4/16 B4 A4 C5 B4 D5 C5 E5 D5 B4/32 C5 D5/16 G5 B4/8 A4/16 G4',
      left: 'E3/8 F#3 G3 E3 B2/8. C3/16 D3/8 D2',
    },
    { right: 'G4/8 r r/4 r/16 G4 A4 B4 C5 A4 B4 G4', left: 'r/16 G2 A2 B2 C3 A2 B2 G2 D3/8 G3 F#3 G3' },
    { right: 'F#4/8 r r/4 r/16 A4 B4 C5 D5 B4 C5 A4', left: 'A3/16 D3 E3 F#3 G3 E3 F#3 D3 A3/8 D4 C4 D4' },
    { right: 'B4/8 r r/4 r/16 D5 C5 B4 A4 C5 B4 D5', left: 'G3/16 G4 F4 E4 D4 F4 E4 G4 F4/8 E4 F4 D4' },
    // 10
    { right: 'C5/8 r r/4 r/16 E5 D5 C5 B4 D5 C#5 E5', left: 'E4/16 A4 G4 F4 E4 G4 F4 A4 G4/8 F4 G4 E4' },
    { right: 'D5/8 C#5 D5 E5 F5 A4 B4 C#5', left: 'F4/16 Bb4 A4 G4 F4 A4 G4 Bb4 A4 G4 F4 E4 D4 F4 E4 G4' },
    { right: 'D5/8 F#4 G#4 A4 B4 C5 D5/4~', left: 'F4/16 E4 D4 C4 B3 D4 C4 E4 D4 C4 B3 A3 G#3 B3 A3 C4' },
    {
      right: 'D5/16 E4 F#4 G#4 A4 F#4 G#4 E4 E5 D5 C5 E5 D5 C5 B4 D5',
      left: 'B3/8 E3 D4/8. E4/16 C4 B3 A3 G3 F#3 A3 G#3 B3',
    },
    {
      right: 'C5/16 A5 G#5 B5 A5 E5 F5 D5 G#4 F5 E5 D5 C5/8 B4/16 A4',
      left: 'A3/16 C4 B3 D4 C4 E4 D4 F4 E4/8 A3 E4 E3',
    },
    // 15
    { right: 'A4/16 A5 G5 F5 E5 G5 F5 A5 G5/2~', left: 'A3/8 A2 r/4 r/16 E4 D4 C4 B3 D4 C#4 E4' },
    { right: 'G5/16 E5 F5 G5 A5 F5 G5 E5 F5/2~', left: 'D4/2~ D4/16 A3 B3 C4 D4 B3 C4 A3' },
    { right: 'F5/16 G5 F5 E5 D5 F5 E5 G5 F5/2~', left: 'B3/2~ B3/16 D4 C4 B3 A3 C4 B3 D4' },
    { right: 'F5/16 D5 E5 F5 G5 E5 F5 D5 E5/2~', left: 'C4/2~ C4/16 G3 A3 Bb3 C4 A3 Bb3 G3' },
    { right: 'E5/16 C5 D5 E5 F5 D5 E5 C5 D5 E5 F5 G5 A5 F5 G5 E5', left: 'A3/8 Bb3 A3 G3 F3 D4 C4 Bb3' },
    // 20
    {
      right: 'F5/16 G5 A5 B5 C6 A5 B5 G5 C6/8 G5 E5 D5/16 C5',
      left: 'A3/8 F4 E4 D4 E4/16 D3 E3 F3 G3 E3 F3 D3',
    },
    {
      right: 'C5/16 Bb4 A4 G4 F4 A4 G4 Bb4 A4 B4 C5 E4 D4 C5 F4 B4',
      left: 'E3/8 C3 D3 E3 F3/16 D3 E3 F3 G3/8 G2',
    },
    { right: '[E4 G4 C5]/1', left: '[C2 C3]/1' },
  ],
};
