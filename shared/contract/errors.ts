/**
 * The catalogue of expected failures: every code that a user can meet, with its title, what to do
 * about it, and the exit code of the command line (2 bad use, 3 unreadable input, 4 failed run,
 * 130 stopped by the user).
 */
type CatalogueEntry = { readonly title: string; readonly advice: string; readonly exitCode: 2 | 3 | 4 | 130 };

export const errorCatalogue = {
  'bad-usage': { title: 'Bad use', advice: 'See --help.', exitCode: 2 },
  'output-exists': {
    title: 'Output exists',
    advice: 'Choose another folder, or pass --force to replace the files.',
    exitCode: 2,
  },
  'group-unknown': {
    title: 'Grouping does not fit the score',
    advice: 'Name tracks, channels or notes that the score has; "divisi info SCORE" lists them.',
    exitCode: 2,
  },
  'group-empty': {
    title: 'Empty group',
    advice: 'Give every group at least one note, or leave it out.',
    exitCode: 2,
  },
  'edit-refused': {
    title: 'Edit refused',
    advice: 'The project is as it was before; look at the values again.',
    exitCode: 2,
  },
  'file-missing': { title: 'File not found', advice: 'Check the path.', exitCode: 3 },
  'file-unreadable': { title: 'File not readable', advice: 'Check its permissions.', exitCode: 3 },
  'audio-format': {
    title: 'Audio format not supported',
    advice: 'Divisi reads WAV, AIFF, FLAC, MP3, Ogg Vorbis and Opus.',
    exitCode: 3,
  },
  'audio-damaged': {
    title: 'Audio damaged',
    advice: 'Export the file again from where it came from.',
    exitCode: 3,
  },
  'audio-empty': { title: 'No audio', advice: 'Choose a recording with sound in it.', exitCode: 3 },
  'audio-mismatch': {
    title: 'Files do not fit each other',
    advice: 'Give files of one recording, with the same sample rate, channels and length.',
    exitCode: 3,
  },
  'score-format': {
    title: 'Not a readable MIDI file',
    advice: 'Export a Standard MIDI File (type 0 or 1, in ticks per quarter note).',
    exitCode: 3,
  },
  'score-empty': { title: 'No notes', advice: 'Choose a MIDI file that has notes.', exitCode: 3 },
  'score-mismatch': {
    title: 'Score does not fit the recording',
    advice: 'Check that the score belongs to this recording.',
    exitCode: 4,
  },
  'project-missing': {
    title: 'No project there',
    advice: 'Name the folder of a project; "divisi project create" makes one.',
    exitCode: 3,
  },
  'project-exists': { title: 'Folder in use', advice: 'Choose a folder that is new or empty.', exitCode: 2 },
  'project-damaged': {
    title: 'Project damaged',
    advice: 'Restore the folder from a backup; nothing in it was changed.',
    exitCode: 3,
  },
  'project-newer': {
    title: 'Project of a newer Divisi',
    advice: 'Open it with the version that wrote it, or a later one.',
    exitCode: 3,
  },
  'project-unsafe': {
    title: 'Project refused',
    advice: 'No Divisi writes this: do not trust the folder.',
    exitCode: 3,
  },
  'project-locked': {
    title: 'Project in use',
    advice: 'Close it there first.',
    exitCode: 4,
  },
  'media-missing': {
    title: 'Recording not found',
    advice: 'Say where it is, "divisi project set FOLDER --recording FILE", or put it next to the project.',
    exitCode: 3,
  },
  'output-unwritable': {
    title: 'Cannot write',
    advice: 'Choose a folder that you may write to.',
    exitCode: 4,
  },
  'download-failed': {
    title: 'Download failed',
    advice: 'Check that npm can reach its registry, and run the same command again.',
    exitCode: 4,
  },
  'disk-full': { title: 'Disk full', advice: 'Free some space, or choose another disk.', exitCode: 4 },
  'backend-missing': {
    title: 'Tensor backend not available',
    advice: 'Run "npm run doctor", or choose another one with --backend.',
    exitCode: 4,
  },
  'training-diverged': {
    title: 'Training did not converge',
    advice: 'Try another seed, a lower --lr, or another --method.',
    exitCode: 4,
  },
  'over-full-scale': {
    title: 'Louder than the format can hold',
    advice: 'Pass --over-full-scale float, common-gain or clip.',
    exitCode: 4,
  },
  'null-failed': {
    title: 'Stems do not null',
    advice: 'This is a fault of Divisi: please report it with the recording.',
    exitCode: 4,
  },
  'memory-short': {
    title: 'Not enough memory',
    advice: 'Close other programs, or separate a shorter excerpt.',
    exitCode: 4,
  },
  'sound-output': {
    title: 'No sound output',
    advice: 'Check the sound device, then press Play: it is tried again.',
    exitCode: 4,
  },
  conflict: {
    title: 'Changed meanwhile',
    advice: 'Do it again on the document as it is now.',
    exitCode: 4,
  },
  'bad-request': {
    title: 'Not understood',
    advice: 'Load the window again; its version may differ from the engine.',
    exitCode: 2,
  },
  fault: { title: 'Fault in Divisi', advice: 'Please report it, with what you did.', exitCode: 4 },
  lost: { title: 'Engine stopped', advice: 'Run it again.', exitCode: 4 },
  cancelled: { title: 'Stopped', advice: '', exitCode: 130 },
} as const satisfies Record<string, CatalogueEntry>;

export type ErrorCode = keyof typeof errorCatalogue;

export type DivisiError = {
  readonly code: ErrorCode;
  /** One or two sentences: what happened, naming the file or option. */
  readonly message: string;
  readonly data?: Readonly<Record<string, unknown>>;
};

export function divisiError(
  code: ErrorCode,
  message: string,
  data?: Readonly<Record<string, unknown>>,
): DivisiError {
  return data === undefined ? { code, message } : { code, message, data };
}
