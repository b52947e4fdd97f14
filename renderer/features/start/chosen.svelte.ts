/** What was chosen on the start page: it stays while a project is made of it, and where that fails. */
import type { strings } from '../../strings/en.ts';

export type Grouping = keyof typeof strings.start.groupings;

class Chosen {
  recording = $state.raw<File | null>(null);
  score = $state.raw<File | null>(null);
  grouping = $state<Grouping>('tracks');

  forget(): void {
    this.recording = null;
    this.score = null;
  }
}

export const chosen = new Chosen();
