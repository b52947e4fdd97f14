/** Examples and explanations of `divisi project`. */
import { editVerbs } from '../../project/edit-script/run-edit-script.ts';

export const projectHelp = {
  project: `
A project is a folder: NAME.divisi (the document as text), journal.jsonl (every edit, as it happens),
media/, weights/ (trainings), exports/, and cache/, which may be deleted. A project that is open in a
window may be edited, aligned and trained at the same time: the window sees what the command does.

Example:
  divisi project create sonata --recording sonata.wav --score sonata.mid --groups hands
  divisi project align sonata
  divisi project train sonata
  divisi project render sonata --out stems
  divisi project set sonata --anchor 62.5=64.1 --group-tolerance left=0.2,0.4
  divisi project align sonata && divisi project train sonata && divisi project render sonata`,

  create: `
Without --copy-media the project remembers where the recording is, and finds it again by its content
when it is moved near the project.

Example:
  divisi project create quartet --recording quartet.flac --score quartet.mid --groups tracks --copy-media`,

  info: `
Example:
  divisi project info sonata --json`,

  align: `
Anchors, skips and locks are set with "divisi project set". What a person pinned stays.

Examples:
  divisi project align sonata
  divisi project align sonata --changed
  divisi project align sonata --from 60 --to 75`,

  set: `
FILE.json is a list of edits: [{"do": "anchor", "scoreSec": 12.5, "audioSec": 14.2}, ...]. "do" is one of
  ${wrapped(editVerbs())}
Fields: tolerance {groups? | notes?, onsetBeforeSec, onsetAfterSec, sustainBeforeSec, sustainAfterSec};
  move {notes, bySec, bySemitones}; times {notes, onsetSec, offsetSec}; draw {partId, pitchMidi, onsetSec,
  offsetSec, group?}; assign {notes, to: a group, "rest" or "rule"}; paint {value: "on", "off" or "erase",
  strokes: [{partId, pitchMidi, unit: number or null, fromSec, toSec}]}; add-group {name, rule: selections
  as in a group file}. A wrong field is told with what was expected. "divisi project info" lists ids.

Examples:
  divisi project set sonata --tolerance 0.1,0.2 --note-tolerance t1n17=0.3,0.3
  divisi project set sonata --set edits.json
  divisi project set sonata --undo`,

  train: `
Examples:
  divisi project train sonata
  divisi project train sonata --from-scratch --name "After the corrections"`,

  render: `
Files are named "<project> - <nn> <group>.wav"; the last is "residual". Together they sum to the recording.

Example:
  divisi project render sonata --out stems --bits 32f`,

  collect: `
The recording goes in, wherever it lay; cache, exports and former states stay out. Unpacked, the project
opens on any computer.

Example:
  divisi project collect sonata sonata.zip`,

  check: `
Exit code 0 says that the project opens; "isWhole" in --json, or the text, whether nothing is wrong.

Example:
  divisi project check sonata`,
} as const;

/** Words in lines that fit a terminal. */
function wrapped(words: readonly string[]): string {
  const lines = [''];
  for (const word of words) {
    if (lines.at(-1)!.length + word.length > 96) lines.push('');
    lines[lines.length - 1] += `${word}, `;
  }
  return lines
    .join('\n  ')
    .replace(/, (?=\n|$)/g, (end) => end.trimEnd())
    .replace(/,$/, '.');
}
