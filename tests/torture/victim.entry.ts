/**
 * Edits a project until it is killed. Usage: node victim.entry.js FOLDER LOG SEED edit|save|large. 'large' writes lines of
 * half a megabyte and more, so that the kill often meets one half written. What it tries and what was acknowledged goes to the log, a line each, before and after; a write to a file survives the writer.
 */
import { createHash } from 'node:crypto';
import { openSync, writeSync } from 'node:fs';
import { openProject } from '../../electron/backend/project/open-project.ts';
import type { Project } from '../../electron/backend/project/project.ts';
import { documentText } from '../../shared/document/canonical-json.ts';
import { commitEdit, redo, undo } from '../../shared/document/history.ts';
import type { Committed, History } from '../../shared/document/history.ts';
import { changeOf } from '../../shared/document/patch.ts';
import type { Result } from '../../shared/std/result.ts';
import { createRng } from '../../shared/std/rng.ts';
import type { Rng } from '../../shared/std/rng.ts';

const [folder = '', logPath = '', seed = '0', kind = 'edit'] = process.argv.slice(2);
const log = openSync(logPath, 'a');
const say = (line: string): void => void writeSync(log, `${line}\n`);
/** Ids of markers, and the most of them that one edit changes. */
const [markers, mostChanged] = kind === 'large' ? [4000, 4000] : [200, 200];

const opened = await openProject(folder, 'write');
if (!opened.ok) {
  say(`fault ${opened.error.code}: ${opened.error.message}`);
  process.exit(1);
}
say('ready');
await edit(opened.value, createRng(Number(seed)));

async function edit(project: Project, rng: Rng): Promise<never> {
  for (;;) {
    const burst = 1 + rng.nextInt(rng.nextInt(4) === 0 ? 20 : 2);
    let history = project.history;
    const commits: Promise<unknown>[] = [];
    for (let index = 0; index < burst; index++) {
      const next = take(project, history, rng);
      if (!next.planned.ok) continue;
      history = next.planned.value.history;
      say(`try ${history.revision} ${digestOf(history)}`);
      commits.push(next.commit().then(acknowledged));
    }
    await Promise.all(commits);
    if (kind === 'save') {
      const saved = await project.save();
      if (!saved.ok) say(`fault ${saved.error.message}`);
    }
  }
}

function acknowledged(result: Result<Committed>): void {
  if (result.ok) say(`ack ${result.value.history.revision}`);
  else say(`fault ${result.error.code}: ${result.error.message}`);
}

/** A step, as the project will take it, and the call that takes it. */
function take(
  project: Project,
  history: History,
  rng: Rng,
): { readonly planned: Result<Committed>; commit(): Promise<Result<Committed>> } {
  const dice = rng.nextInt(10);
  if (dice === 0) return { planned: undo(history), commit: () => project.undo() };
  if (dice === 1) return { planned: redo(history), commit: () => project.redo() };
  const isWide = kind === 'large' ? dice > 3 : dice === 2;
  const count = isWide ? mostChanged - rng.nextInt(mostChanged / 2) : 1 + rng.nextInt(3);
  const first = rng.nextInt(markers);
  const patch = Array.from({ length: count }, (_, index) => {
    const id = `m${(first + index) % markers}`;
    const atSec = rng.nextInt(2_000_000) / 1e6;
    const marker = { id, atSec, name: `Marker ${'x'.repeat(rng.nextInt(40))}` };
    return changeOf(history.document, 'markers', id, rng.nextInt(5) === 0 ? null : marker);
  }).flat();
  return { planned: commitEdit(history, 'Edit', patch), commit: () => project.commit('Edit', patch) };
}

function digestOf({ document }: History): string {
  return createHash('sha256').update(documentText(document)).digest('hex');
}
