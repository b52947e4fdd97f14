/** What the window remembers of a project beside the document: tool, view, selection, playhead, switches, panels. */
import { untrack } from 'svelte';
import { selectedIds } from '../../shared/document/session.ts';
import type { Session, SessionChoice } from '../../shared/document/session.ts';
import { shownRange } from '../canvas/roll-view.ts';
import { matrixViews } from './matrix-state.svelte.ts';
import type { MatrixState } from './matrix-state.svelte.ts';
import type { WindowState } from './window-state.svelte.ts';
import { sidebarTabs } from './window-state.svelte.ts';
import type { Workspace } from './workspace.svelte.ts';

/** Scrolling writes once, when it has ended. */
const restMs = 800;
/** More than this nobody selects to come back to. */
const mostSelected = 20_000;

type Remembered = {
  readonly workspace: Pick<Workspace, 'project' | 'roll' | 'player'>;
  readonly matrix: Pick<MatrixState, 'view'>;
  readonly window: Pick<WindowState, 'tab'>;
};

function sessionOf({ workspace, matrix, window }: Remembered): Session {
  const { project, roll, player } = workspace;
  const { tool, isFollowing, isSnapping, showsSpectrogram, brightness, showsUnits, showsHalos } = roll;
  const ids = project.selected.size > mostSelected ? [] : project.selectedNotes().map(({ noteId }) => noteId);
  return {
    selection: [...new Set(ids)].map((id) => ({ table: 'notes', id })),
    tool,
    view: roll.view.widthPx > 0 ? shownRange(roll.view) : null,
    playheadSec: untrack(() => player.positionSec),
    choices: {
      isFollowing,
      isSnapping,
      showsSpectrogram,
      brightness,
      showsUnits,
      showsHalos,
      matrixView: matrix.view,
      tab: window.tab,
    },
  };
}

/** What is missing or strange stays as it is. */
export function applySession(session: Session, { workspace, matrix, window }: Remembered): void {
  const { project, roll, player } = workspace;
  const { tool, view, playheadSec, choices } = session;
  const flag = (name: string, otherwise: boolean): boolean => chosen(choices[name], 'boolean', otherwise);
  roll.tool = tool;
  if (view !== null) roll.restore(view);
  roll.isFollowing = flag('isFollowing', roll.isFollowing);
  roll.isSnapping = flag('isSnapping', roll.isSnapping);
  roll.showsSpectrogram = flag('showsSpectrogram', roll.showsSpectrogram);
  roll.showsUnits = flag('showsUnits', roll.showsUnits);
  roll.showsHalos = flag('showsHalos', roll.showsHalos);
  roll.brightness = Math.min(Math.max(chosen(choices['brightness'], 'number', roll.brightness), 0), 1);
  matrix.view = matrixViews.find((name) => name === choices['matrixView']) ?? matrix.view;
  window.tab = sidebarTabs.find((name) => name === choices['tab']) ?? window.tab;
  player.seek(playheadSec);
  const selected = new Set(selectedIds(project.document, session, 'notes'));
  project.select(project.layout.notes.filter(({ noteId }) => selected.has(noteId)).map(({ key }) => key));
}

type Kinds = { readonly boolean: boolean; readonly number: number };

function chosen<K extends keyof Kinds>(
  value: SessionChoice | undefined,
  kind: K,
  otherwise: Kinds[K],
): Kinds[K] {
  return typeof value === kind ? (value as Kinds[K]) : otherwise;
}

/** To be called while the screen of a project is made: writes when something has changed and come to rest. */
export function keepSession(remembered: Remembered, write: (session: Session) => void): void {
  let waiting: (() => void) | null = null;
  $effect(() => {
    const session = sessionOf(remembered);
    waiting = () => {
      waiting = null;
      write(session);
    };
    const timer = setTimeout(() => waiting?.(), restMs);
    return () => clearTimeout(timer);
  });
  // Whoever closes the project, or the page, at once finds it as it was.
  $effect(() => {
    const leave = (): void => waiting?.();
    globalThis.addEventListener('pagehide', leave);
    return () => {
      globalThis.removeEventListener('pagehide', leave);
      leave();
    };
  });
}
