/** General MIDI Level 1: names of the 128 programs and their 16 families of eight. */

const families: readonly (readonly [family: string, programs: string])[] = [
  [
    'Piano',
    'Acoustic grand piano, Bright acoustic piano, Electric grand piano, Honky-tonk piano, Electric piano 1, Electric piano 2, Harpsichord, Clavinet',
  ],
  [
    'Chromatic percussion',
    'Celesta, Glockenspiel, Music box, Vibraphone, Marimba, Xylophone, Tubular bells, Dulcimer',
  ],
  [
    'Organ',
    'Drawbar organ, Percussive organ, Rock organ, Church organ, Reed organ, Accordion, Harmonica, Tango accordion',
  ],
  [
    'Guitar',
    'Nylon-string guitar, Steel-string guitar, Jazz guitar, Clean electric guitar, Muted electric guitar, Overdriven guitar, Distortion guitar, Guitar harmonics',
  ],
  [
    'Bass',
    'Acoustic bass, Fingered electric bass, Picked electric bass, Fretless bass, Slap bass 1, Slap bass 2, Synth bass 1, Synth bass 2',
  ],
  ['Strings', 'Violin, Viola, Cello, Double bass, Tremolo strings, Pizzicato strings, Harp, Timpani'],
  [
    'Ensemble',
    'String ensemble 1, String ensemble 2, Synth strings 1, Synth strings 2, Choir aahs, Voice oohs, Synth voice, Orchestra hit',
  ],
  [
    'Brass',
    'Trumpet, Trombone, Tuba, Muted trumpet, French horn, Brass section, Synth brass 1, Synth brass 2',
  ],
  [
    'Reed',
    'Soprano saxophone, Alto saxophone, Tenor saxophone, Baritone saxophone, Oboe, English horn, Bassoon, Clarinet',
  ],
  ['Pipe', 'Piccolo, Flute, Recorder, Pan flute, Blown bottle, Shakuhachi, Whistle, Ocarina'],
  [
    'Synth lead',
    'Square lead, Sawtooth lead, Calliope lead, Chiff lead, Charang lead, Voice lead, Fifths lead, Bass and lead',
  ],
  [
    'Synth pad',
    'New age pad, Warm pad, Polysynth pad, Choir pad, Bowed pad, Metallic pad, Halo pad, Sweep pad',
  ],
  ['Synth effects', 'Rain, Soundtrack, Crystal, Atmosphere, Brightness, Goblins, Echoes, Science fiction'],
  ['World', 'Sitar, Banjo, Shamisen, Koto, Kalimba, Bagpipe, Fiddle, Shanai'],
  [
    'Percussive',
    'Tinkle bell, Agogo, Steel drums, Woodblock, Taiko drum, Melodic tom, Synth drum, Reverse cymbal',
  ],
  [
    'Sound effects',
    'Guitar fret noise, Breath noise, Seashore, Bird tweet, Telephone ring, Helicopter, Applause, Gunshot',
  ],
];

const names: readonly string[] = families.flatMap(([, programs]) => programs.split(', '));

/** @param program 0..127. @throws outside. */
export function programName(program: number): string {
  const name = names[program];
  if (name === undefined) throw new Error(`expected a program in [0, 127], got ${program}`);
  return name;
}

/** @param program 0..127. @throws outside. */
export function programFamily(program: number): string {
  const family = families[program >> 3]?.[0];
  if (family === undefined) throw new Error(`expected a program in [0, 127], got ${program}`);
  return family;
}

/**
 * Programs that a name means: one for an instrument ('violin'), eight for a family ('strings'), none
 * for an unknown name. Case, hyphens and extra spaces do not matter; 'piano' is the family.
 */
export function programsNamed(name: string): readonly number[] {
  const wanted = normalise(name);
  const programs: number[] = [];
  for (let program = 0; program < 128; program += 1) {
    const matches =
      normalise(programName(program)) === wanted || normalise(programFamily(program)) === wanted;
    if (matches) programs.push(program);
  }
  return programs;
}

/** Keyboards and plucked or struck instruments: one spectrum per pitch, whoever plays it. */
export function decaysAfterOnset(program: number): boolean {
  if (program <= 15) return true;
  if (program >= 24 && program <= 37) return true;
  return [45, 46, 47, 104, 105, 106, 107, 108, 112, 113, 114, 115].includes(program);
}

/** Breath and bow: a tone that takes a while to sound. Organs do not, though they hold. */
export function hasSoftAttack(program: number): boolean {
  return !decaysAfterOnset(program) && (program < 16 || program > 23);
}

function normalise(name: string): string {
  return name
    .toLowerCase()
    .replace(/[\s_-]+/g, ' ')
    .trim();
}
