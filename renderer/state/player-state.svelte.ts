/** What is heard, how, and where the playhead is. */
import { divisiError } from '../../shared/contract/errors.ts';
import type { DivisiError } from '../../shared/contract/errors.ts';
import type { GuideNotes, GuideTone } from '../playback/guide/score-guide.ts';
import { decibels, mixOf } from '../playback/mix-levels.ts';
import type { StripFader } from '../playback/mix-levels.ts';
import { StemPlayer } from '../playback/stem-player.ts';
import type { StemSource } from '../playback/stem-source.ts';
import { strings } from '../strings/en.ts';
import { OutputChoice } from './output-choice.svelte.ts';

/** A stem by its id in the mixer; the recording comes first. */
export type PlayableStem = { readonly id: string; readonly source: StemSource };

export const recordingId = 'recording';

/** What sounds beside the recording. */
export type GuideSound = 'none' | 'clicks' | 'score';

export const speedLimits = Object.freeze({ least: 0.5, most: 1 });

export class PlayerState {
  readonly #onFailure: (error: DivisiError) => void;
  readonly #lengthSec: number;
  #player: StemPlayer | null = null;
  /** Null in it where the browser gave no sound; then it is asked again. */
  #opening: Promise<StemPlayer | null> | null = null;
  #stems: readonly PlayableStem[] = $state.raw([]);
  /** The set of stems that was opened last. */
  #deck = 0;
  #faders: readonly StripFader[] = [];
  #masterDb = 0;
  #isPlaying = $state(false);
  #positionSec = $state(0);
  /** The original in place of the mix. */
  #isComparing = $state(false);
  #speed = $state(1);
  #guide: GuideSound = $state('none');
  /** -1 is the recording alone, 1 the guide alone. */
  #balance = $state(0);
  readonly output = new OutputChoice(() => this.#player?.context ?? null);
  /** While a hand drags the playhead. */
  #isSounding = false;
  #loop: { readonly fromSec: number; readonly toSec: number } | null = null;
  #notes: GuideNotes | null = null;

  constructor(lengthSec: number, onFailure: (error: DivisiError) => void) {
    this.#lengthSec = lengthSec;
    this.#onFailure = onFailure;
  }

  get isPlaying(): boolean {
    return this.#isPlaying;
  }

  get positionSec(): number {
    return this.#positionSec;
  }

  get isComparing(): boolean {
    return this.#isComparing;
  }

  /** Of the recording's own pace. */
  get speed(): number {
    return this.#speed;
  }

  get guide(): GuideSound {
    return this.#guide;
  }

  get balance(): number {
    return this.#balance;
  }

  /** Whether groups can be heard apart. */
  get hasStems(): boolean {
    return this.#stems.some(({ id }) => id !== recordingId);
  }

  get stemIds(): readonly string[] {
    return this.#stems.map(({ id }) => id);
  }

  /** What is heard at a moment of the page's clock, in the recording's seconds. */
  heardSec(atMs: number): number {
    return Math.min(this.#player?.heardSec(atMs) ?? this.#positionSec, this.#lengthSec);
  }

  /** Other stems take over where the playhead is, playing or not, without a gap. The first is the recording. */
  async open(stems: readonly PlayableStem[]): Promise<void> {
    const rate = stems[0]?.source.shape.sampleRate;
    if (rate === undefined) return;
    this.#stems = stems;
    const player = await this.#opened(rate);
    // Others may have come meanwhile.
    if (player === null || this.#stems !== stems) return;
    this.#deck = player.use(
      stems.map(({ source }) => source),
      this.#mix(),
    );
  }

  async toggle(): Promise<void> {
    if (this.#isPlaying) this.stop();
    else await this.play();
  }

  async play(): Promise<void> {
    if (this.#player === null) await this.open(this.#stems);
    if (this.#player === null) return;
    if (this.#positionSec >= this.#lengthSec - 0.01) this.seek(0);
    this.#isPlaying = true;
    try {
      await this.#player.play();
    } catch (cause) {
      this.stop();
      this.#tellSilence(cause);
    }
  }

  stop(): void {
    this.#isPlaying = false;
    this.#player?.pause();
  }

  /** Sounds where the playhead is, which stays there; what plays goes on. */
  async sound(isOn: boolean): Promise<void> {
    if (isOn === this.#isSounding) return;
    this.#isSounding = isOn;
    const player = this.#player;
    if (this.#isPlaying || player === null) return;
    // What fails here is told by Play.
    if (isOn) await player.play().catch(() => undefined);
    // A hand may be gone before there is sound.
    if (!this.#isSounding && !this.isPlaying) player.pause();
  }

  seek(sec: number): void {
    this.#positionSec = Math.min(Math.max(sec, 0), this.#lengthSec);
    this.#player?.seek(this.#positionSec);
  }

  setLoop(loop: { readonly fromSec: number; readonly toSec: number } | null): void {
    this.#loop = loop;
    this.#player?.setLoop(loop);
  }

  setSpeed(speed: number): void {
    this.#speed = Math.min(Math.max(speed, speedLimits.least), speedLimits.most);
    this.#player?.setSpeed(this.#speed);
  }

  setFaders(faders: readonly StripFader[], masterDb: number): void {
    this.#faders = faders;
    this.#masterDb = masterDb;
    this.#remix();
  }

  compare(isComparing: boolean): void {
    this.#isComparing = isComparing;
    this.#remix();
  }

  setGuide(guide: GuideSound): void {
    this.#guide = guide;
    this.#rebalance();
  }

  setBalance(balance: number): void {
    this.#balance = Math.min(Math.max(balance, -1), 1);
    this.#rebalance();
  }

  /** What clicks and score sound from; heard at once, while it plays too. */
  setNotes(notes: GuideNotes): void {
    this.#notes = notes;
    this.#player?.setNotes(notes);
  }

  addTone(tone: GuideTone): void {
    this.#player?.addTone(tone);
  }

  /** Plays a short sound by itself, in place of what plays. @returns stops it */
  playAlone(make: (context: AudioContext) => AudioNode): () => void {
    const player = this.#player;
    if (player === null) return () => {};
    this.stop();
    void player.context.resume();
    const node = make(player.context);
    node.connect(player.context.destination);
    return () => node.disconnect();
  }

  /** dB of the last few milliseconds behind a strip's fader; 'master' is the sum. -Infinity is silence. */
  levelDb(id: string): number {
    const peaks = this.#player?.peaksOf(this.#deck);
    if (peaks === null || peaks === undefined) return -Infinity;
    const index = this.#stems.findIndex((stem) => stem.id === id);
    if (id === 'master') return decibels(peaks.at(-1) ?? 0);
    return index < 0 ? -Infinity : decibels(peaks[index] ?? 0);
  }

  async close(): Promise<void> {
    this.stop();
    const player = this.#player;
    this.#player = null;
    await player?.close();
  }

  /** One context for as long as the project is open. */
  #opened(sampleRate: number): Promise<StemPlayer | null> {
    this.#opening ??= this.#start(sampleRate).catch((cause: unknown) => {
      this.#opening = null;
      this.#tellSilence(cause);
      return null;
    });
    return this.#opening;
  }

  #tellSilence(cause: unknown): void {
    this.#onFailure(divisiError('sound-output', strings.listen.noOutput(String(cause))));
  }

  async #start(sampleRate: number): Promise<StemPlayer> {
    const player = await StemPlayer.open(sampleRate, {
      onPosition: (sec) => {
        if (this.#isPlaying) this.#positionSec = sec;
      },
      onTakeOver: () => this.#remix(),
      onEnded: () => this.stop(),
      onFailure: this.#onFailure,
    });
    this.#player = player;
    player.setLoop(this.#loop);
    player.setSpeed(this.#speed);
    player.seek(this.#positionSec);
    if (this.#notes !== null) player.setNotes(this.#notes);
    await this.output.begin(player.context);
    this.#rebalance();
    return player;
  }

  #mix(): ReturnType<typeof mixOf> {
    const stems = this.#stems.map(({ id, source }) => ({ id, channels: Math.min(source.shape.channels, 2) }));
    return mixOf(stems, {
      faders: this.#faders,
      masterDb: this.#masterDb,
      isComparing: this.#isComparing,
    });
  }

  #remix(): void {
    this.#player?.setMix(this.#deck, this.#mix());
  }

  /** In the middle both are as loud as they are; towards either end the other one fades. */
  #rebalance(): void {
    const isOn = this.#guide !== 'none';
    const level = isOn ? Math.min(1, 1 + this.#balance) : 0;
    this.#player?.setBalance(isOn ? Math.min(1, 1 - this.#balance) : 1, {
      clicks: this.#guide === 'clicks' ? level : 0,
      score: this.#guide === 'score' ? level : 0,
    });
  }
}
