import fc from 'fast-check';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { ContentKeeper } from '../../../../../renderer/canvas/beside/content-keeper.ts';
import { PainterBeside } from '../../../../../renderer/canvas/beside/painter-beside.ts';
import type { Frame, PainterThread } from '../../../../../renderer/canvas/beside/painter-beside.ts';
import type { ToPainter } from '../../../../../renderer/canvas/beside/painter-messages.ts';
import { levelImage } from '../../../../../renderer/canvas/level-image.ts';
import { paintRoll } from '../../../../../renderer/canvas/roll-content.ts';
import type { RollContent } from '../../../../../renderer/canvas/roll-content.ts';
import { rollColours } from '../../../../../renderer/canvas/roll-colours.ts';
import { layOut } from '../../../../../renderer/canvas/roll-note.ts';
import type { RollView } from '../../../../../renderer/canvas/roll-view.ts';
import { ScenePicture } from '../../../../../renderer/canvas/scene-picture.ts';
import { scatteredNotes } from '../../../../support/roll-scene.ts';

/** What a worker is: messages are copied, answers come later, and an error ends it. */
class ThreadInPlace implements PainterThread {
  onmessage: PainterThread['onmessage'] = null;
  onerror: PainterThread['onerror'] = null;
  readonly told: ToPainter[] = [];
  isAtWork = true;
  readonly #keeper = new ContentKeeper();
  readonly #answers: ArrayBuffer[] = [];

  postMessage(message: unknown, transfer: unknown = []): void {
    const copy = structuredClone(message as ToPainter, { transfer: transfer as ArrayBuffer[] });
    this.told.push(copy);
    if (copy.kind === 'content') this.#keeper.take(copy);
    else this.#answers.push(this.#keeper.paint(copy));
  }

  /** @returns whether there was one */
  answer(): boolean {
    const memory = this.#answers.shift();
    if (memory === undefined) return false;
    this.onmessage?.call(this as unknown as Worker, { data: { memory } } as MessageEvent);
    return true;
  }

  fail(): void {
    (this.onerror as ((event: ErrorEvent) => void) | null)?.({} as ErrorEvent);
  }

  terminate(): void {
    this.isAtWork = false;
  }
}

const notes = scatteredNotes(60);
const place = { fromSec: 0, toSec: 30, lowMidi: 58, highMidi: 66 };
const tile = (fromSec: number): RollContent['tiles'][number] => {
  const levels = Uint8Array.from({ length: 100 * 40 }, (_, cell) => (cell * 31 + fromSec) % 256);
  return levelImage({ fromSec, toSec: fromSec + 10, lowMidi: 50, highMidi: 75 }, levels, 40, 'mean');
};
const content: RollContent = {
  colours: rollColours('dark'),
  tiles: [tile(0), tile(10)],
  brightness: 0.5,
  beats: Array.from({ length: 40 }, (_, index) => ({
    sec: index,
    bar: 1 + (index >> 2),
    beat: 1 + (index % 4),
  })),
  segments: [{ fromSec: 5, toSec: 9, look: 'skip' }],
  anchors: [{ audioSec: 11.3 }],
  layout: layOut(notes),
  selected: new Set(notes.filter((_, index) => index % 6 === 0).map(({ key }) => key)),
  groups: ['#e69f00', '#56b4e9'],
  audible: new Set([0, -1]),
  showsHalos: true,
  matrix: {
    classes: [
      { pitchMidi: 62, rows: [Int32Array.of(10, 20, 40, 60), Int32Array.of(15, 30), Int32Array.of(10, 60)] },
    ],
    grid: { startSec: 0, hopSec: 0.1, frames: 300 },
    units: 2,
    isFaint: true,
  },
  comparison: null,
  activity: [
    levelImage(
      place,
      Uint8Array.from({ length: 300 * 8 }, (_, cell) => (cell * 7) % 200),
      8,
      'greater',
    ),
  ],
};
const comparison: RollContent['comparison'] = {
  runs: new Map(
    notes.map(({ key, onsetSec }, index) => [
      key,
      index % 3 === 0 ? null : index % 3 === 1 ? [] : [{ fromSec: onsetSec, toSec: onsetSec + 0.2 }],
    ]),
  ),
  unexplained: [{ fromSec: 3, toSec: 8, pitchMidi: 61.3 }],
};
const view: RollView = {
  widthPx: 90,
  heightPx: 120,
  startSec: 2,
  pxPerSec: 8,
  topPitch: 72,
  pxPerPitch: 7,
};
const frame: Frame = { view, width: 180, height: 240, scale: 2 };

function told(thread: ThreadInPlace, kind: ToPainter['kind']): ToPainter[] {
  return thread.told.filter((message) => message.kind === kind);
}

describe('the painter beside the window', () => {
  let thread: ThreadInPlace;
  let painter: PainterBeside;
  beforeEach(() => {
    vi.useFakeTimers();
    thread = new ThreadInPlace();
    painter = new PainterBeside(thread);
  });
  afterEach(() => vi.useRealTimers());

  it.each([
    { what: 'labels and network', compared: null },
    { what: 'their comparison', compared: comparison },
  ])('[U98] paints $what as the window would, byte for byte', ({ compared }) => {
    const shown = { ...content, comparison: compared };
    painter.offer(shown);
    vi.runAllTimers();
    fc.assert(
      fc.property(
        fc.record({ startSec: fc.integer({ min: -3, max: 40 }), pxPerSec: fc.integer({ min: 2, max: 200 }) }),
        fc.integer({ min: 1, max: 2 }),
        (place, scale) => {
          const now = { ...view, ...place };
          const size = { width: 90 * scale, height: 120 * scale, scale };
          let picture: ArrayBuffer | null = null;
          painter.ask({ view: now, ...size }, (memory) => {
            picture = memory;
            painter.giveBack(memory!.slice());
          });
          thread.answer();
          const own = new ScenePicture().show(size, now, [], (to) => paintRoll(to, now, shown));
          expect(Buffer.compare(Buffer.from(picture!), Buffer.from(own.bytes))).toBe(0);
        },
      ),
      { numRuns: 40 },
    );
  });

  it('[U98] notes are copied when they have come to rest, all else at once, pictures once only', () => {
    painter.offer(content);
    expect(painter.knows(content)).toBe(false);
    vi.runAllTimers();
    expect(painter.knows(content)).toBe(true);
    const brighter = { ...content, brightness: 1, tiles: [...content.tiles, tile(20)] };
    painter.offer(brighter);
    expect(painter.knows(brighter)).toBe(true);
    const [, second] = told(thread, 'content');
    expect(second).toMatchObject({
      parts: { brightness: 1 },
      pictures: { tiles: [{ image: null }, { image: null }, { image: { fromSec: 20 } }] },
    });
    let edited = brighter;
    for (let step = 0; step < 5; step++) {
      edited = { ...edited, layout: layOut(notes.slice(step)) };
      painter.offer(edited);
      vi.advanceTimersByTime(20);
    }
    expect(painter.knows(edited)).toBe(false);
    expect(told(thread, 'content')).toHaveLength(2);
    vi.runAllTimers();
    expect(painter.knows(edited)).toBe(true);
    expect(told(thread, 'content')).toHaveLength(3);
    // What is known is not told again, also after something else was shown for a moment.
    painter.offer(content);
    painter.offer(edited);
    vi.runAllTimers();
    expect(told(thread, 'content')).toHaveLength(3);
  });

  it('[U98] of views that follow each other faster than they are painted only the latest is', () => {
    painter.offer(content);
    vi.runAllTimers();
    const painted: number[] = [];
    for (const pxPerSec of [8, 9, 10, 11]) {
      painter.ask({ ...frame, view: { ...view, pxPerSec } }, () => painted.push(pxPerSec));
    }
    while (thread.answer());
    expect(painted).toEqual([8, 11]);
    // Shown by the window meanwhile: whatever comes is too late.
    painter.ask(frame, () => painted.push(-1));
    painter.ask(frame, () => painted.push(-2));
    painter.forget();
    while (thread.answer());
    painter.ask(frame, () => painted.push(12));
    while (thread.answer());
    expect(painted).toEqual([8, 11, 12]);
  });

  it('[U98] whose thread died hands everything back, and is not asked again', () => {
    painter.offer(content);
    vi.runAllTimers();
    const answers: (ArrayBuffer | null)[] = [];
    painter.ask(frame, (memory) => answers.push(memory));
    painter.ask(frame, (memory) => answers.push(memory));
    thread.fail();
    expect(answers).toEqual([null, null]);
    expect(painter.knows(content)).toBe(false);
    expect(thread.isAtWork).toBe(false);
    painter.offer({ ...content, brightness: 0 });
    vi.runAllTimers();
    expect(told(thread, 'content')).toHaveLength(1);
  });

  it('[U98] refuses messages that cannot be', () => {
    const keeper = new ContentKeeper();
    expect(() => keeper.paint({ kind: 'paint', ...frame, memory: new ArrayBuffer(0) })).toThrow(
      'nothing to paint',
    );
    const pictures = { activity: [{ number: 7, image: null }] };
    expect(() => keeper.take({ kind: 'content', parts: {}, pictures })).toThrow('no picture 7');
  });
});
