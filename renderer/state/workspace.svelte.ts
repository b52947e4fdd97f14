/** Everything that belongs to the open project's window. */
import { createContext } from 'svelte';
import { orderedGroups } from '../../shared/document/note-groups.ts';
import { channelDefaults, loopDefaults } from '../../shared/document/new-document.ts';
import { recordingOf, singleOf } from '../../shared/document/document-state.ts';
import { recordOf, recordsOf } from '../../shared/document/record-table.ts';
import type { AnchorRecord, ChannelRecord, DoubtRecord, GroupRecord } from '../../shared/document/records.ts';
import { groupColour } from '../canvas/roll-colours.ts';
import type { AudioBeat } from '../canvas/beat-grid.ts';
import { audioBeats } from './audio-beats.ts';
import type { PlayerState } from './player-state.svelte.ts';
import type { ProjectState } from './project-state.svelte.ts';
import type { RollState } from './roll-state.svelte.ts';
import { theme } from './theme.svelte.ts';

export class Workspace {
  readonly project: ProjectState;
  readonly roll: RollState;
  readonly player: PlayerState;
  /** The group whose strip is focused: what M and S act on without a selection. */
  focusedStrip: string | null = $state(null);
  readonly #score = $derived.by(() => singleOf(this.project.document, 'score'));
  readonly #alignment = $derived.by(() => singleOf(this.project.document, 'alignment'));
  // Tables stay the same objects until a record of theirs changes: what is made of one is then not made again.
  readonly #groups = $derived.by(() => this.project.document.groups);
  readonly #channels = $derived.by(() => this.project.document.channels);
  readonly #anchors = $derived.by(() => this.project.document.anchors);
  readonly #doubts = $derived.by(() => this.project.document.doubts);
  readonly groups: readonly GroupRecord[] = $derived.by(() => orderedGroups({ groups: this.#groups }));
  readonly groupColours: readonly string[] = $derived(
    this.groups.map(({ colour }) => groupColour(colour, theme.current)),
  );
  readonly #notes = $derived.by(() => this.project.document.notes);
  readonly beats: readonly AudioBeat[] = $derived.by(() =>
    this.#score === undefined ? [] : audioBeats({ notes: this.#notes }, this.#score, this.#alignment),
  );
  readonly anchors: readonly AnchorRecord[] = $derived.by(() =>
    [...recordsOf(this.#anchors)].sort((a, b) => a.audioSec - b.audioSec),
  );
  readonly doubts: readonly DoubtRecord[] = $derived.by(() =>
    [...recordsOf(this.#doubts)].sort((a, b) => a.fromSec - b.fromSec),
  );
  readonly loop = $derived.by(
    () => singleOf(this.project.document, 'loop') ?? { id: 'loop' as const, ...loopDefaults },
  );

  constructor(project: ProjectState, roll: RollState, player: PlayerState) {
    this.project = project;
    this.roll = roll;
    this.player = player;
  }

  get lengthSec(): number {
    return recordingOf(this.project.document).lengthSec;
  }

  channel(id: string): ChannelRecord {
    return recordOf(this.#channels, id) ?? { id, ...channelDefaults };
  }

  /** Groups of the selected notes, else that of the focused strip. */
  focusedGroups(): readonly string[] {
    const selected = new Set(this.project.selectedNotes().map(({ group }) => group));
    const ids = [...selected].map((index) => this.groups[index]?.id ?? 'rest');
    return ids.length > 0 ? ids : this.focusedStrip === null ? [] : [this.focusedStrip];
  }
}

export const [useWorkspace, provideWorkspace] = createContext<Workspace>();
