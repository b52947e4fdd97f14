/**
 * A compact way to write a piano piece out by hand, bar by bar, so that a person can proof-read it
 * against an edition.
 *
 * One string holds one voice of one bar: events between blanks. `C4` is middle C; `#` and `b` follow the
 * letter; `[D4 G#4 B4]` is a chord; `r` is a rest. `/4` after an event is its length (a quarter), `/8.` is
 * dotted; an event without a length has the length of the one before. `~` at the end ties every note of
 * the event, and within a chord the note before it, to the same pitch in the next event of its voice, in
 * the next bar where need be.
 *
 *   'r/16 C4 D4 E4 F4 D4 E4 C4 G4/8 C5 B4 C5'
 */

export type Hand = 'right' | 'left';

/** One bar: each hand a voice, or several at once. */
export type WrittenBar = Readonly<Record<Hand, string | readonly string[]>>;

export type WrittenPiece = {
  /** Part of file names: letters, digits and hyphens. */
  readonly slug: string;
  readonly title: string;
  readonly composer: string;
  /** What the notes were written out from, for people. */
  readonly source: string;
  readonly timeSignature: readonly [numerator: number, denominator: number];
  readonly key: { readonly fifths: number; readonly minor: boolean };
  readonly quartersPerMinute: number;
  /** Length of the first, incomplete bar in quarters; 0 where the piece starts with a whole one. */
  readonly upbeatQuarters: number;
  readonly bars: readonly WrittenBar[];
  /** Sustain pedal, from and to in quarters from the start of the piece. */
  readonly pedal: readonly (readonly [downQuarters: number, upQuarters: number])[];
};

export type WrittenNote = {
  readonly hand: Hand;
  readonly pitchMidi: number;
  readonly startQuarters: number;
  readonly lengthQuarters: number;
};

const semitones: Readonly<Record<string, number>> = { C: 0, D: 2, E: 4, F: 5, G: 7, A: 9, B: 11 };

/**
 * Notes of a piece, sorted by (start, pitch, hand), ties joined.
 * @throws where a voice does not fill its bar, a tie leads nowhere, or an event cannot be read; the
 *   message names the bar, counted from 1 (0 is the upbeat), and the hand.
 */
export function readPiece(piece: WrittenPiece): readonly WrittenNote[] {
  const notes = (['right', 'left'] as const).flatMap((hand) => readHand(piece, hand));
  return notes.sort(
    (a, b) => a.startQuarters - b.startQuarters || a.pitchMidi - b.pitchMidi || a.hand.localeCompare(b.hand),
  );
}

/** Length of bar `index` of the list, in quarters. */
export function barQuarters(piece: WrittenPiece, index: number): number {
  const [numerator, denominator] = piece.timeSignature;
  return index === 0 && piece.upbeatQuarters > 0 ? piece.upbeatQuarters : (4 * numerator) / denominator;
}

/** Start of each bar in quarters from the start of the piece, and the end of the last: [bars + 1]. */
export function barStarts(piece: WrittenPiece): readonly number[] {
  const starts = [0];
  for (const index of piece.bars.keys()) starts.push((starts.at(-1) ?? 0) + barQuarters(piece, index));
  return starts;
}

export function pitchOf(name: string): number {
  const match = /^([A-G])(#|b)?(-?\d)$/.exec(name);
  if (match === null) throw new Error(`"${name}" is not a note such as C4, F#5 or Bb2`);
  const [, letter = '', accidental, octave] = match;
  const shift = accidental === '#' ? 1 : accidental === 'b' ? -1 : 0;
  return 12 * (Number(octave) + 1) + (semitones[letter] ?? 0) + shift;
}

function readHand(piece: WrittenPiece, hand: Hand): WrittenNote[] {
  const notes: WrittenNote[] = [];
  /** Tied notes waiting for their continuation, by voice and pitch. */
  let open = new Map<string, WrittenNote>();
  const starts = barStarts(piece);
  for (const [index, bar] of piece.bars.entries()) {
    const where = `bar ${piece.upbeatQuarters > 0 ? index : index + 1}, ${hand} hand`;
    const voices = typeof bar[hand] === 'string' ? [bar[hand]] : bar[hand];
    const stillOpen = new Map<string, WrittenNote>();
    for (const [voice, text] of voices.entries()) {
      let at = starts[index] ?? 0;
      for (const event of readVoice(text, where)) {
        for (const { pitchMidi, tied } of event.notes) {
          const key = `${voice} ${pitchMidi}`;
          const held = stillOpen.get(key) ?? open.get(key);
          open.delete(key);
          stillOpen.delete(key);
          const startQuarters = held?.startQuarters ?? at;
          const note = {
            hand,
            pitchMidi,
            startQuarters,
            lengthQuarters: at + event.quarters - startQuarters,
          };
          if (tied) stillOpen.set(key, note);
          else notes.push(note);
        }
        at += event.quarters;
      }
      const expected = barQuarters(piece, index);
      const got = at - (starts[index] ?? 0);
      if (Math.abs(got - expected) > 1e-9) {
        throw new Error(`${where}, voice ${voice + 1}: expected ${expected} quarters, got ${got}`);
      }
    }
    if (open.size > 0) throw new Error(`${where}: a tie from the bar before does not arrive`);
    open = stillOpen;
  }
  if (open.size > 0) throw new Error(`${hand} hand: a tie leads out of the piece`);
  return notes;
}

type EventNote = { readonly pitchMidi: number; readonly tied: boolean };
type Event = { readonly notes: readonly EventNote[]; readonly quarters: number };

function readVoice(text: string, where: string): Event[] {
  const events: Event[] = [];
  let quarters = 0;
  for (const token of text.match(/\[[^\]]*\][^ ]*|[^ ]+/g) ?? []) {
    const match = /^(?:\[([^\]]+)\]|([A-Gr][#b]?\d?))(?:\/(\d+)(\.?))?(~?)$/.exec(token);
    if (match === null) throw new Error(`${where}: cannot read "${token}"`);
    const [, chord, single = '', length, dot, tie] = match;
    if (length !== undefined) quarters = (4 / Number(length)) * (dot === '.' ? 1.5 : 1);
    if (quarters === 0) throw new Error(`${where}: "${token}" needs a length`);
    const names = chord === undefined ? (single === 'r' ? [] : [single]) : chord.trim().split(/ +/);
    const notes = names.map((name) => ({
      pitchMidi: pitchOf(name.replace('~', '')),
      tied: tie === '~' || name.endsWith('~'),
    }));
    events.push({ notes, quarters });
  }
  return events;
}
