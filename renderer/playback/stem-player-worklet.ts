/** The thread of the sound: plays a set of stems, lets another one take over, and the score sounds beside them. */
import { ScoreGuide } from './guide/score-guide.ts';
import type { FromPlayer, PlayerOptions, ToPlayer } from './player-messages.ts';
import { RateConverter } from './rate-converter.ts';
import { addRamped, smoothRest } from './smooth-gain.ts';
import { StemDeck } from './stem-deck.ts';
import type { PlayedRun } from './stem-deck.ts';

type Stereo = readonly [Float32Array, Float32Array];

/** Blocks between two reports of the position: some 40 a second. */
const reportBlocks = 8;
/** Starting, stopping, seeking and taking over fade over this many frames, so that nothing clicks. */
const fadeFrames = 256;
/** Room for a block of the device at twelve times its rate. */
const mostFrames = 2048;
/** Steps that a stretched set may take within a block to get ready. */
const prepareSteps = 6;
/** How far ahead a stretched set begins that is to take over: it gets ready in that time. */
const takeOverSec = 0.15;

type Player = { readonly id: number; readonly deck: StemDeck };

class StemPlayer extends AudioWorkletProcessor {
  readonly #rate: number;
  readonly #converter: RateConverter;
  readonly #guide: ScoreGuide;
  readonly #block: Stereo = [new Float32Array(mostFrames), new Float32Array(mostFrames)];
  readonly #former: Stereo = [new Float32Array(mostFrames), new Float32Array(mostFrames)];
  #current: Player | null = null;
  #next: Player | null = null;
  /** Frames until the next one takes over; null while it has not begun. */
  #countdown: number | null = null;
  /** The one that was taken over from, while it fades out; and how far it has, frames. */
  #leaving: Player | null = null;
  #crossed = 0;
  #isPlaying = false;
  /** 0 silent .. 1 full; moves towards what is wanted. */
  #level = 0;
  #seekTo: number | null = null;
  #lastSeek = 0;
  #speed = 1;
  #wantedSpeed = 1;
  readonly #balance = { now: 1, goal: 1 };
  #blocks = 0;

  constructor(options: { readonly processorOptions?: unknown }) {
    super();
    this.#rate = (options.processorOptions as PlayerOptions).sampleRate;
    this.#converter = new RateConverter(this.#rate / sampleRate, 128);
    this.#guide = new ScoreGuide(this.#rate, mostFrames);
    this.port.onmessage = ({ data }: MessageEvent<ToPlayer>) => this.#hear(data);
  }

  override process(_inputs: Float32Array[][], outputs: Float32Array[][]): boolean {
    const [left, right] = outputs[0] ?? [];
    if (left === undefined || right === undefined) return true;
    left.fill(0);
    right.fill(0);
    this.#converter.convert([left, right], left.length, (out, at, count) => {
      for (let done = 0; done < count;) {
        const frames = Math.min(count - done, 128);
        this.#produce(out, at + done, frames);
        done += frames;
      }
    });
    this.#blocks += 1;
    if (this.#blocks % reportBlocks === 0 && (this.#isPlaying || this.#level > 0)) this.#report();
    return true;
  }

  #produce(out: Stereo, at: number, frames: number): void {
    const isWanted = this.#isPlaying && this.#seekTo === null && !this.#mustRestart;
    if (!isWanted && this.#level === 0) this.#settle();
    const player = this.#current;
    if (player === null) return;
    if (this.#level === 0 && (!this.#isPlaying || !player.deck.prepare(prepareSteps))) return;
    const from = this.#level;
    const isGoing = this.#isPlaying && this.#seekTo === null && !this.#mustRestart;
    const to = Math.min(Math.max(from + ((isGoing ? 1 : -1) * frames) / fadeFrames, 0), 1);
    this.#level = to;
    const [left, right] = this.#block;
    left.fill(0, 0, frames);
    right.fill(0, 0, frames);
    this.#play(player, frames);
    addRamped(out[0], at, left, frames, from, to);
    addRamped(out[1], at, right, frames, from, to);
  }

  /** Fills the block with stems and score. */
  #play(player: Player, frames: number): void {
    const block = this.#block;
    const runs: { readonly at: number; readonly run: PlayedRun }[] = [];
    for (let done = 0; done < frames;) {
      if (player.deck.isEnded) return this.#end();
      const run = player.deck.play(block, done, frames - done);
      if (run === null) break;
      runs.push({ at: done, run });
      done += run.frames;
    }
    this.#crossFade(frames);
    const before = this.#balance.now;
    this.#balance.now = this.#balance.goal + (before - this.#balance.goal) * smoothRest(frames, this.#rate);
    for (const channel of block) scale(channel, frames, before, this.#balance.now);
    for (const { at, run } of runs) this.#guide.play(block, at, run);
    this.#takeOver(frames);
  }

  /** What was taken over from fades out. */
  #crossFade(frames: number): void {
    const leaving = this.#leaving;
    if (leaving === null) return;
    const from = this.#crossed / fadeFrames;
    this.#crossed = Math.min(fadeFrames, this.#crossed + frames);
    const to = this.#crossed / fadeFrames;
    for (const channel of this.#block) scale(channel, frames, from, to);
    for (const channel of this.#former) channel.fill(0, 0, frames);
    for (let done = 0; done < frames && !leaving.deck.isEnded;) {
      const run = leaving.deck.play(this.#former, done, frames - done);
      if (run === null) break;
      done += run.frames;
    }
    this.#block.forEach((channel, c) => addRamped(channel, 0, this.#former[c]!, frames, 1 - from, 1 - to));
    if (this.#crossed >= fadeFrames) this.#leaving = null;
  }

  /** The next set gets ready, then takes over at the very place where the present one is. */
  #takeOver(frames: number): void {
    const player = this.#current;
    const next = this.#next;
    if (player === null || next === null) return;
    if (this.#countdown === null) {
      this.#countdown = this.#speed === 1 ? 0 : Math.round(takeOverSec * this.#rate);
      next.deck.start(player.deck.ahead(this.#countdown), this.#speed);
    } else this.#countdown -= frames;
    const isReady = next.deck.prepare(prepareSteps);
    if (this.#countdown > 0) return;
    if (!isReady || next.deck.isEnded) {
      this.#countdown = null;
      return;
    }
    // It has come to its turn within the block that was just played.
    for (let late = -this.#countdown; late > 0;) {
      const run = next.deck.play(this.#former, 0, late);
      if (run === null) break;
      late -= run.frames;
    }
    this.#leaving = player;
    this.#crossed = 0;
    this.#become(next);
  }

  #become(next: Player): void {
    this.#current = next;
    this.#next = null;
    this.#countdown = null;
    this.#say({ kind: 'tookOver', deck: next.id });
  }

  get #mustRestart(): boolean {
    return (this.#wantedSpeed === 1) !== (this.#speed === 1);
  }

  /** What has to wait for silence. */
  #settle(): void {
    const place = this.#seekTo ?? this.#current?.deck.position ?? 0;
    const isElsewhere = this.#seekTo !== null || this.#mustRestart;
    if (this.#next !== null) {
      const next = this.#next;
      next.deck.start(place, this.#wantedSpeed);
      this.#become(next);
    }
    this.#leaving = null;
    this.#seekTo = null;
    this.#speed = this.#wantedSpeed;
    if (!isElsewhere) return;
    this.#current?.deck.start(place, this.#speed);
    this.#countdown = null;
    this.#guide.release();
    this.#report();
  }

  #end(): void {
    this.#isPlaying = false;
    this.#level = 0;
    this.#guide.release();
    this.#say({ kind: 'ended', seek: this.#lastSeek });
  }

  #hear(message: ToPlayer): void {
    switch (message.kind) {
      case 'play':
        this.#isPlaying = true;
        break;
      case 'pause':
        this.#isPlaying = false;
        this.#guide.release();
        break;
      case 'seek':
        this.#seekTo = message.frame;
        this.#lastSeek = message.id;
        break;
      case 'loop':
        for (const player of [this.#current, this.#next]) {
          player?.deck.buffer.setLoop(message.loop);
          player?.deck.loopChanged();
        }
        // What was taken ahead of the playhead went through the former loop.
        if (this.#speed !== 1) this.#seekTo ??= this.#current?.deck.position ?? null;
        break;
      case 'speed':
        this.#wantedSpeed = message.speed;
        if (this.#mustRestart) break;
        this.#speed = message.speed;
        this.#current?.deck.setSpeed(message.speed);
        this.#countdown = null;
        break;
      case 'open': {
        const deck = new StemDeck(message.options, this.#rate, mostFrames);
        deck.buffer.setLoop(this.#current?.deck.buffer.loop ?? this.#next?.deck.buffer.loop ?? null);
        deck.bus.set(message.mix, true);
        this.#next = { id: message.deck, deck };
        this.#countdown = null;
        break;
      }
      case 'chunk':
        this.#deck(message.deck)?.buffer.put(message.stem, message.chunk, message.samples);
        break;
      case 'keep':
        this.#deck(message.deck)?.buffer.keep(message.chunks);
        break;
      case 'mix': {
        const deck = this.#deck(message.deck);
        deck?.bus.set(message.mix, deck.isFresh);
        break;
      }
      case 'notes':
        this.#guide.setNotes(message.notes);
        break;
      case 'tone':
        this.#guide.addTone(message.tone);
        break;
      case 'balance':
        this.#balance.goal = message.recording;
        this.#guide.setLevels(message.guide);
        break;
    }
  }

  #deck(id: number): StemDeck | undefined {
    return [this.#current, this.#next].find((player) => player?.id === id)?.deck;
  }

  #report(): void {
    const player = this.#current;
    if (player === null) return;
    this.#say({
      kind: 'position',
      frame: player.deck.position,
      readFrame: player.deck.readFrame,
      contextSec: currentTime,
      deck: player.id,
      peaks: player.deck.bus.takePeaks(),
    });
  }

  #say(message: FromPlayer): void {
    this.port.postMessage(message);
  }
}

function scale(channel: Float32Array, frames: number, before: number, after: number): void {
  if (before === 1 && after === 1) return;
  const step = (after - before) / frames;
  for (let i = 0; i < frames; i++) channel[i]! *= before + step * (i + 1);
}

registerProcessor('stem-player', StemPlayer);
