/** Plays stems in step within one AudioContext: fetches ahead, hands over from one set of them to another. */
import type { DivisiError } from '../../shared/contract/errors.ts';
import type { LoopFrames } from './chunk-plan.ts';
import { DeckFeed } from './deck-feed.ts';
import type { GuideLevels, GuideNotes, GuideTone } from './guide/score-guide.ts';
import type { Mix } from './mix-bus.ts';
import type { FromPlayer, PlayerOptions, ToPlayer } from './player-messages.ts';
import type { StemSource } from './stem-source.ts';
import workletUrl from './stem-player-worklet.ts?worker&url';

export type PlayerEvents = {
  onPosition(sec: number): void;
  /** A set plays in place of the one before. */
  onTakeOver(deck: number): void;
  onEnded(): void;
  onFailure(error: DivisiError): void;
};

/** Channels of a file beyond these are not heard. */
const heardChannels = 2;
/** The thread of the sound reports some forty times a second. */
const longestSilenceSec = 0.2;

export class StemPlayer {
  /** Of the recording. */
  readonly sampleRate: number;
  readonly context: AudioContext;
  readonly #node: AudioWorkletNode;
  readonly #events: PlayerEvents;
  /** Those that play, or are about to. */
  #feeds: DeckFeed[] = [];
  #opened = 0;
  #seeks = 0;
  #loop: LoopFrames | null = null;
  #speed = 1;
  #isPlaying = false;
  #position = { frame: 0, readFrame: 0, contextSec: 0 };
  #peaks: { readonly deck: number; readonly levels: Float32Array } | null = null;

  private constructor(context: AudioContext, sampleRate: number, events: PlayerEvents) {
    this.context = context;
    this.sampleRate = sampleRate;
    this.#events = events;
    const options: PlayerOptions = { sampleRate };
    this.#node = new AudioWorkletNode(context, 'stem-player', {
      numberOfInputs: 0,
      numberOfOutputs: 1,
      outputChannelCount: [2],
      processorOptions: options,
    });
    this.#node.port.onmessage = ({ data }: MessageEvent<FromPlayer>) => this.#hear(data);
    this.#node.connect(context.destination);
  }

  /**
   * The context runs at the recording's rate where the browser lets it; else what plays is converted.
   * @throws DOMException where the browser gives no sound
   */
  static async open(sampleRate: number, events: PlayerEvents): Promise<StemPlayer> {
    const context = contextOf(sampleRate);
    try {
      await context.audioWorklet.addModule(workletUrl);
      return new StemPlayer(context, sampleRate, events);
    } catch (cause) {
      await context.close();
      throw cause;
    }
  }

  /** Where the sound of this moment comes from, seconds; the last place while nothing plays. */
  heardSec(atMs: number = performance.now()): number {
    const { frame, contextSec } = this.#position;
    if (!this.#isPlaying) return frame / this.sampleRate;
    const { contextTime = 0, performanceTime = 0 } = this.context.getOutputTimestamp();
    const { currentTime, outputLatency } = this.context;
    // Some browsers do not tell what is heard now.
    const heardAtSec =
      performanceTime > 0
        ? contextTime + (atMs - performanceTime) / 1000
        : currentTime - (outputLatency || 0);
    // Where nothing was reported for long, nothing played.
    const sinceSec = Math.min(heardAtSec - contextSec, longestSilenceSec);
    return Math.max(0, frame / this.sampleRate + sinceSec * this.#speed);
  }

  /** Linear, of a set's stems in their order, then of their sum; null while it does not play. */
  peaksOf(deck: number): Float32Array | null {
    return this.#isPlaying && this.#peaks?.deck === deck ? this.#peaks.levels : null;
  }

  /**
   * Another set of stems takes over where the playhead is, as soon as it can, without a gap.
   * @param sources of the recording's rate and length, the recording itself first
   * @param mix as loud as they begin
   * @returns its number
   */
  use(sources: readonly StemSource[], mix: Mix): number {
    const deck = ++this.#opened;
    const channels = sources.map(({ shape }) => Math.min(shape.channels, heardChannels));
    const lengthFrames = sources.reduce((most, { shape }) => Math.max(most, shape.lengthFrames), 0);
    // Of those that have not come to their turn only the newest does.
    for (const feed of this.#feeds.splice(1)) feed.stop();
    this.#post({ kind: 'open', deck, options: { lengthFrames, channels }, mix });
    this.#post({ kind: 'loop', loop: this.#loop });
    const feed = new DeckFeed(deck, sources, lengthFrames, {
      post: (message) => this.#post(message),
      onFailure: (error) => {
        this.pause();
        this.#events.onFailure(error);
      },
    });
    this.#feeds.push(feed);
    feed.fetchAhead(this.#position.readFrame, this.#loop);
    return deck;
  }

  setMix(deck: number, mix: Mix): void {
    this.#post({ kind: 'mix', deck, mix });
  }

  async play(): Promise<void> {
    // Browsers let a page sound only from a gesture on.
    await this.context.resume();
    this.#isPlaying = true;
    this.#position = { ...this.#position, contextSec: this.context.currentTime };
    this.#post({ kind: 'play' });
  }

  pause(): void {
    this.#isPlaying = false;
    this.#post({ kind: 'pause' });
  }

  seek(sec: number): void {
    const frame = Math.round(sec * this.sampleRate);
    this.#position = { frame, readFrame: frame, contextSec: this.context.currentTime };
    this.#post({ kind: 'seek', frame, id: ++this.#seeks });
    this.#fetchAhead();
  }

  setLoop(loop: { readonly fromSec: number; readonly toSec: number } | null): void {
    const frames = (sec: number): number => Math.round(sec * this.sampleRate);
    this.#loop = loop === null ? null : { from: frames(loop.fromSec), to: frames(loop.toSec) };
    this.#post({ kind: 'loop', loop: this.#loop });
    this.#fetchAhead();
  }

  /** @param speed 1 is the recording's own pace */
  setSpeed(speed: number): void {
    this.#speed = speed;
    this.#post({ kind: 'speed', speed });
  }

  setNotes(notes: GuideNotes): void {
    this.#post({ kind: 'notes', notes });
  }

  addTone(tone: GuideTone): void {
    this.#post({ kind: 'tone', tone });
  }

  setBalance(recording: number, guide: GuideLevels): void {
    this.#post({ kind: 'balance', recording, guide });
  }

  async close(): Promise<void> {
    for (const feed of this.#feeds) feed.stop();
    this.#feeds = [];
    this.#node.disconnect();
    await this.context.close();
  }

  #hear(message: FromPlayer): void {
    switch (message.kind) {
      case 'ended':
        if (message.seek !== this.#seeks) return undefined;
        this.#isPlaying = false;
        return this.#events.onEnded();
      case 'tookOver':
        for (const feed of this.#feeds) if (feed.deck < message.deck) feed.stop();
        this.#feeds = this.#feeds.filter((feed) => feed.deck >= message.deck);
        return this.#events.onTakeOver(message.deck);
      case 'position':
        this.#position = message;
        this.#peaks = { deck: message.deck, levels: message.peaks };
        this.#fetchAhead();
        return this.#events.onPosition(message.frame / this.sampleRate);
    }
  }

  #fetchAhead(): void {
    for (const feed of this.#feeds) feed.fetchAhead(this.#position.readFrame, this.#loop);
  }

  #post(message: ToPlayer): void {
    const moved =
      message.kind === 'chunk'
        ? message.samples.map(({ buffer }) => buffer)
        : message.kind === 'tone'
          ? [message.tone.samples.buffer]
          : [];
    this.#node.port.postMessage(message, moved as ArrayBuffer[]);
  }
}

function contextOf(sampleRate: number): AudioContext {
  try {
    return new AudioContext({ sampleRate, latencyHint: 'interactive' });
  } catch {
    return new AudioContext({ latencyHint: 'interactive' });
  }
}
