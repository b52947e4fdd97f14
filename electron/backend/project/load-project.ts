/**
 * Opening is snapshot + journal. Reads only: what has to be repaired on the disk is told, and done by whoever
 * opens for writing.
 */
import { divisiError } from '../../../shared/contract/errors.ts';
import type { DocumentState } from '../../../shared/document/document-state.ts';
import { historyOf } from '../../../shared/document/history.ts';
import type { History } from '../../../shared/document/history.ts';
import { schemaVersion } from '../../../shared/document/canonical-json.ts';
import { parseDocument } from '../../../shared/document/parse-document.ts';
import type { SchemaHistory } from '../../../shared/document/parse-document.ts';
import { err, ok } from '../../../shared/std/result.ts';
import type { Result } from '../../../shared/std/result.ts';
import type { JournalEntry } from './journal-entry.ts';
import { readJournal } from './journal-format.ts';
import type { JournalContent, JournalLine, JournalPoint } from './journal-format.ts';
import { readPlainFile } from './plain-file.ts';
import type { ProjectLayout } from './project-layout.ts';
import { replayJournal } from './replay-journal.ts';
import { readSnapshot } from './snapshot-format.ts';

export type LoadedProject = {
  readonly history: History;
  /** The last edit that the document includes. */
  readonly point: JournalPoint;
  /** Of the snapshot that is used. */
  readonly snapshotPoint: JournalPoint;
  /** The snapshot itself is of no use, and the one before it stands in. */
  readonly isFromPrevious: boolean;
  /** The oldest schema among the files: below this program's own, they were migrated. */
  readonly schema: number;
  readonly journal: {
    /** The file holds exactly these lines in its first `bytes`; else it has to be written anew. */
    readonly isSound: boolean;
    readonly exists: boolean;
    readonly base: JournalPoint;
    readonly lines: readonly JournalLine[];
    readonly bytes: number;
  };
  /** The edits that the journal still holds, oldest first, the last one leading to the document. */
  readonly entries: readonly JournalEntry[];
  /** What was found wrong and what that means, in sentences for people. */
  readonly remarks: readonly string[];
};

/** The schemas that this program knows; tests have later ones of their own. */
export const ownSchemas: SchemaHistory = { present: schemaVersion };

const maxFileBytes = 256 * 2 ** 20;

/**
 * Fails with 'project-newer', 'project-unsafe', 'project-damaged' (neither snapshot is whole) or as reading
 * does. Cost: reading both files.
 */
export async function loadProject(
  layout: ProjectLayout,
  schemas = ownSchemas,
): Promise<Result<LoadedProject>> {
  const remarks: string[] = [];
  const current = await loadSnapshot(layout.snapshot, schemas);
  let snapshot = current;
  if (!current.ok && ['project-damaged', 'file-missing'].includes(current.error.code)) {
    const previous = await loadSnapshot(layout.previous, schemas);
    // The first message is the one that helps.
    if (!previous.ok) return previous.error.code === 'project-newer' ? previous : current;
    remarks.push(`${current.error.message} The snapshot before it is used.`);
    snapshot = previous;
  }
  if (!snapshot.ok) return snapshot;
  const journal = await loadJournal(layout.journal, snapshot.value.point, schemas.present);
  if (!journal.ok) return journal;
  const joined = join(snapshot.value, journal.value, layout.journal, schemas);
  if (!joined.ok) return joined;
  return ok({
    ...joined.value,
    snapshotPoint: snapshot.value.point,
    isFromPrevious: snapshot !== current,
    schema: Math.min(snapshot.value.schema, journal.value.content?.schema ?? Infinity),
    remarks: [...remarks, ...joined.value.remarks],
  });
}

type LoadedSnapshot = {
  readonly document: DocumentState;
  readonly point: JournalPoint;
  readonly schema: number;
};

async function loadSnapshot(path: string, schemas: SchemaHistory): Promise<Result<LoadedSnapshot>> {
  const bytes = await readPlainFile(path, maxFileBytes);
  if (!bytes.ok) return bytes;
  const snapshot = readSnapshot(bytes.value, path, schemas.present);
  if (!snapshot.ok) return snapshot;
  const { point, schema } = snapshot.value;
  const document = parseDocument(snapshot.value.document, schemas);
  if (document.ok) return ok({ document: document.value, point, schema });
  const { code, message } = document.error;
  return err(divisiError(code, `"${path}": ${message}`));
}

type LoadedJournal = {
  /** Null when there is none that could be read. */
  readonly content: JournalContent | null;
  readonly exists: boolean;
  readonly remark: string;
};

async function loadJournal(
  path: string,
  snapshot: JournalPoint,
  presentSchema: number,
): Promise<Result<LoadedJournal>> {
  const bytes = await readPlainFile(path, maxFileBytes);
  if (!bytes.ok) {
    if (bytes.error.code !== 'file-missing') return bytes;
    const remark = `There is no journal "${path}": edits since the last save, if there were any, are lost.`;
    return ok({ content: null, exists: false, remark });
  }
  const content = readJournal(bytes.value, path, snapshot);
  if (content.ok && content.value.schema > presentSchema) {
    const message = `"${path}" has schema ${content.value.schema}; this Divisi knows ${presentSchema} and older.`;
    return err(divisiError('project-newer', message));
  }
  if (content.ok) return ok({ content: content.value, exists: true, remark: '' });
  if (content.error.code !== 'project-damaged') return content;
  const remark = `${content.error.message} Edits since the last save are lost.`;
  return ok({ content: null, exists: true, remark });
}

type Joined = Pick<LoadedProject, 'history' | 'point' | 'journal' | 'entries' | 'remarks'>;

function join(
  { document, point }: LoadedSnapshot,
  journal: LoadedJournal,
  path: string,
  schemas: SchemaHistory,
): Result<Joined> {
  const { content, exists } = journal;
  const { revision, sum } = point;
  const points = content === null ? [] : [content.base, ...content.lines];
  const snapshotLine = points.findIndex((other) => other.revision === revision && other.sum === sum);
  if (content === null || snapshotLine === -1) {
    const range = `edits ${(points[0]?.revision ?? 0) + 1} to ${points.at(-1)?.revision ?? 0}`;
    const stray = `The journal "${path}" (${range}) does not continue the snapshot (edit ${revision}), and is left out.`;
    return ok({
      history: historyOf(document, revision),
      point,
      journal: { isSound: false, exists, base: point, lines: [], bytes: 0 },
      entries: [],
      remarks: [content === null ? journal.remark : stray],
    });
  }
  const replayed = replayJournal(document, content, snapshotLine, path, schemas);
  if (!replayed.ok) return replayed;
  const { history, entries, soundLines } = replayed.value;
  const { base, lines, ends, hasGap } = content;
  const tail = soundLines < lines.length ? 'damaged' : content.tail;
  return ok({
    history,
    point: soundLines === snapshotLine ? point : lines[soundLines - 1]!,
    journal: {
      isSound: tail !== 'damaged' && !hasGap,
      exists,
      base,
      lines: lines.slice(0, soundLines),
      bytes: ends[soundLines]!,
    },
    entries,
    remarks: damageRemarks(tail, hasGap ? base.revision : null, history.revision, path),
  });
}

function damageRemarks(
  tail: JournalContent['tail'],
  gapBefore: number | null,
  revision: number,
  path: string,
): string[] {
  const remarks: string[] = [];
  if (gapBefore !== null) {
    remarks.push(`"${path}" is damaged before edit ${gapBefore}, which the snapshot holds: nothing is lost.`);
  }
  if (tail === 'unfinished') {
    remarks.push(`The last edit in "${path}" was cut off while it was written, and is left out.`);
  }
  if (tail === 'damaged') {
    remarks.push(`"${path}" is damaged after edit ${revision}: later edits are left out.`);
  }
  return remarks;
}
