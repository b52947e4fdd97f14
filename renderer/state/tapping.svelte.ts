/** A pass of taps while the recording plays: shown as they come, kept as one step. */
import { TapPass } from '../tools/tap-pass.ts';
import type { TapTarget } from '../tools/tap-pass.ts';
import type { PlayerState } from './player-state.svelte.ts';
import type { ProjectState } from './project-state.svelte.ts';

export class Tapping {
  target: TapTarget = $state('beats');
  /** How late the hand is behind the ear; 0.03 moves anchors 30 ms earlier. */
  lateSec = $state(0);
  readonly #project: ProjectState;
  readonly #player: PlayerState;
  /** The path goes through other anchors now. */
  readonly #onEnd: () => void;
  #pass: TapPass | null = null;
  #count: number | null = $state(null);

  constructor(project: ProjectState, player: PlayerState, onEnd: () => void) {
    this.#project = project;
    this.#player = player;
    this.#onEnd = onEnd;
  }

  /** Taps of the pass that goes on; null without one. */
  get count(): number | null {
    return this.#count;
  }

  /** @param atMs of the page's clock, when the key went down */
  tap(atMs: number): void {
    if (!this.#player.isPlaying) return;
    if (this.#pass === null) {
      const newId = (): string => `a${crypto.randomUUID().replaceAll('-', '')}`;
      this.#pass = new TapPass(this.#project.document, this.target, newId);
      this.#project.beginGesture();
    }
    if (this.#pass.tap(Math.max(0, this.#player.heardSec(atMs) - this.lateSec)))
      this.#project.shapeGesture(this.#pass.edit());
    this.#count = this.#pass.count;
  }

  /** Keeps what was tapped. */
  end(): void {
    const edit = this.#pass?.edit();
    this.#pass = null;
    this.#count = null;
    if (edit?.ok === true && this.#project.endGesture(edit.value.name)) this.#onEnd();
  }

  cancel(): void {
    if (this.#pass === null) return;
    this.#pass = null;
    this.#count = null;
    this.#project.cancelGesture();
  }
}
