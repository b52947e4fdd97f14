/** What a window remembers and no undo touches: selection, tool, view. It is saved beside the document. */
import { anId, secondsFromZero } from './shapes/common-shapes.ts';
import {
  eitherOf,
  flag,
  listOf,
  numberIn,
  objectOf,
  oneOf,
  orNull,
  recordOfValues,
  textLike,
} from '../std/shape.ts';
import type { Shape } from '../std/shape.ts';
import type { DocumentState } from './document-state.ts';
import { recordOf } from './record-table.ts';
import { tableNames } from './records.ts';
import type { TableName, Tables } from './records.ts';

export const toolNames = ['select', 'draw', 'paint', 'erase', 'tolerance', 'anchor', 'lasso'] as const;
export type ToolName = (typeof toolNames)[number];

/** A record that can be selected. */
export type SelectedRecord = { readonly table: TableName; readonly id: string };

export type Session = {
  /** It may name records that an undo took away: they are selected again when they come back. */
  readonly selection: readonly SelectedRecord[];
  readonly tool: ToolName;
  /** What the roll shows; null is everything. */
  readonly view: {
    readonly fromSec: number;
    readonly toSec: number;
    readonly lowMidi: number;
    readonly highMidi: number;
  } | null;
  readonly playheadSec: number;
  /** Switches and fields of a window by names of its own: whether the view follows, which panel is open. */
  readonly choices: Readonly<Record<string, SessionChoice>>;
};

export type SessionChoice = string | number | boolean | null;

export const sessionDefaults: Session = Object.freeze({
  selection: Object.freeze([]),
  tool: 'select',
  view: null,
  playheadSec: 0,
  choices: Object.freeze({}),
});

const choice: Shape<SessionChoice> = orNull(
  eitherOf(
    eitherOf(flag, numberIn(-Number.MAX_VALUE, Number.MAX_VALUE)),
    textLike(/^[^\p{Cc}]{0,200}$/u, 'a text of up to 200 characters in one line'),
  ),
);

/** Of what is saved; a session that does not fit is as good as none. */
export const sessionShape: Shape<Session> = objectOf<Session>({
  selection: listOf(objectOf<SelectedRecord>({ table: oneOf(tableNames), id: anId }), 20_000),
  tool: oneOf(toolNames),
  view: orNull(
    objectOf<NonNullable<Session['view']>>({
      fromSec: numberIn(-1e6, 1e6),
      toSec: numberIn(-1e6, 1e6),
      lowMidi: numberIn(-50, 200),
      highMidi: numberIn(-50, 200),
    }),
  ),
  playheadSec: secondsFromZero,
  choices: recordOfValues(/^(?!constructor$|prototype$)[A-Za-z][A-Za-z0-9.-]{0,59}$/, choice, 200),
});

/** The selected records that are there. */
export function selectedIds(document: DocumentState, session: Session, table: TableName): readonly string[] {
  return session.selection
    .filter(
      (selected) =>
        selected.table === table && recordOf<Tables[TableName]>(document[table], selected.id) !== undefined,
    )
    .map(({ id }) => id);
}
