/** The README.txt of an export folder: plain text, lines of at most 80 characters. */
import { dawImports, untriedNote } from './daw-import-steps.ts';
import type { ExportReport } from './export-report.ts';

const width = 80;

/** @param report but for sizes and times, which are known only when this text is written */
export function readmeText(report: Omit<ExportReport, 'seconds' | 'bytes'>, version: string): string {
  const { piece, sampleRate, fromSec, durationSec, sounds, files, remarks } = report;
  const nameOf = (path: string): string =>
    path.slice(Math.max(path.lastIndexOf('/'), path.lastIndexOf('\\')) + 1);
  const lines: string[] = [piece, '='.repeat(Math.min(width, [...piece].length)), ''];
  const text = (paragraph: string, indent = '', hanging = indent): void => {
    lines.push(...wrapped(paragraph, indent, hanging));
  };
  text(
    `Written by Divisi ${version}. ${sampleRate} Hz, ${durationSec.toFixed(3)} s${fromSec > 0 ? ` from ${fromSec.toFixed(3)} s of the recording` : ''}.`,
  );
  lines.push('', 'Sound', '-----');
  for (const sound of sounds) {
    text(`${nameOf(sound.file)}: ${describeSound(sound)}`, '', '  ');
  }
  lines.push('', 'How well the stems add up', '-------------------------');
  text(nullSentence(report));
  for (const remark of remarks) text(`- ${remark}`, '', '  ');
  const others = files.map(nameOf).flatMap((name) => {
    const what = describeFile(name);
    return what === undefined ? [] : [{ name, what }];
  });
  if (others.length > 0) {
    lines.push('', 'Other files', '-----------');
    for (const { name, what } of others) text(`${name}: ${what}`, '', '  ');
  }
  lines.push('', 'Into your DAW', '-------------');
  text(
    'All stems begin at the same sample and have the same length; put them all at the very start. Two traps: Ableton Live stretches long samples unless "Auto-Warp Long Samples" is off, and Logic may trim the start of new regions.',
  );
  lines.push('');
  text(untriedNote);
  for (const { program, steps, sources } of dawImports) {
    lines.push('', program);
    steps.forEach((step, index) => text(`${index + 1}. ${step.replaceAll('<piece>', piece)}`, '  ', '     '));
    for (const { title, url } of sources) text(`Source: ${title}, ${url}`, '  ', '    ');
  }
  return `${lines.join('\n')}\n`;
}

function describeSound({
  kind,
  name,
  format,
  bits,
  channels,
  gainDb,
  peakDb,
  ...levels
}: ExportReport['sounds'][number]): string {
  const what =
    kind === 'stem' ? `stem "${name}"` : kind === 'original' ? 'the recording as it was' : `mix "${name}"`;
  const depth = bits === null ? format.toUpperCase() : bits === '32f' ? '32-bit float' : `${bits} bit`;
  const parts = [
    what,
    depth,
    channels === 1 ? 'mono' : channels === 2 ? 'stereo' : `${channels} channels`,
    peakDb === null ? 'silent' : `peak ${peakDb.toFixed(1)} dBFS`,
    ...(gainDb === 0 ? [] : [`lowered by ${(-gainDb).toFixed(2)} dB`]),
    ...(levels.integratedLufs === null ? [] : [`${levels.integratedLufs.toFixed(1)} LUFS`]),
    ...(levels.truePeakDb === null ? [] : [`true peak ${levels.truePeakDb.toFixed(1)} dBTP`]),
  ];
  return `${parts.join(', ')}.`;
}

/** What a sum that is exact reads: measurements end there. */
const nothingLeftDb = -200;

export function nullSentence({
  nullDepthDb,
  nullAgainst,
  sounds,
}: Pick<ExportReport, 'nullDepthDb' | 'nullAgainst' | 'sounds'>): string {
  if (nullDepthDb === 'not applicable') return 'There is no set of stems here to add up.';
  const count = sounds.filter(({ kind }) => kind === 'stem').length;
  const what = nullAgainst === 'recording' ? 'the recording' : 'the separated sound that they were made of';
  const stems =
    count === 1
      ? 'The stem was read back from the disk'
      : `The ${count} stems were read back from the disk, added up`;
  if (nullDepthDb <= nothingLeftDb) {
    return `${stems}, and held against ${what}: nothing is left, to the last bit (null depth ${nullDepthDb.toFixed(1)} dB).`;
  }
  return `${stems}, and held against ${what}: what is left lies ${(-nullDepthDb).toFixed(1)} dB below it (null depth ${nullDepthDb.toFixed(1)} dB).`;
}

function describeFile(name: string): string | undefined {
  if (name.endsWith(' - score.mid'))
    return 'the score, one track per group, with the tempo of the recording; bar lines are those of the score, after count-in bars that fill the time before the music.';
  if (name.endsWith(' - performed.mid')) return 'the notes exactly where they sound, on the same tempo map.';
  if (name.endsWith('.dawproject'))
    return 'session for Bitwig Studio, Studio One and Cubase, stems included.';
  if (name.endsWith('.rpp')) return 'session for Reaper; it refers to the stems beside it.';
  if (name.endsWith(' - labels.txt')) return 'bars and markers for Audacity (File > Import > Labels).';
  if (name.endsWith(' - notes.csv')) return 'every note with its group, time and place in the score.';
  if (name.endsWith(' - tolerances.csv')) return 'how far each note may sound before and after its time.';
  if (name.endsWith(' - bars.csv')) return 'where every bar begins, and its tempo.';
  return undefined;
}

function wrapped(paragraph: string, indent: string, hanging: string): string[] {
  const lines: string[] = [];
  let line = indent;
  let isEmpty = true;
  for (const word of paragraph.split(' ')) {
    if (!isEmpty && [...line].length + 1 + [...word].length > width) {
      lines.push(line);
      line = hanging;
      isEmpty = true;
    }
    line += isEmpty ? word : ` ${word}`;
    isEmpty = false;
  }
  return [...lines, line];
}
