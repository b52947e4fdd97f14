/** Labels for Audacity, and tables of notes, tolerances and alignment for spreadsheets. */
import { ticksToSec } from '../music/tempo-map.ts';
import { decimalText } from './decimal-text.ts';
import { timelineMarkers } from './midi-files.ts';
import type { DawTimeline } from './daw-timeline.ts';
import type { ExportSession } from './export-session.ts';

/**
 * Bars, markers and the loop as Audacity imports them: start, end and name, with tabs between.
 * @source Audacity manual, "Importing and Exporting Labels".
 */
export function audacityLabels(session: ExportSession, timeline: DawTimeline): string {
  const bars = timeline.bars.map(({ sec, bar }) => ({
    from: sec,
    to: sec,
    name: bar === null ? 'Count-in' : `Bar ${bar}`,
  }));
  const markers = timelineMarkers({ ...session, loop: null }, timeline).map(({ sec, name }) => ({
    from: sec,
    to: sec,
    name,
  }));
  const { loop } = session;
  const loops =
    loop === null
      ? []
      : [
          {
            from: Math.max(0, loop.fromSec - timeline.fromSec),
            to: Math.min(timeline.lengthSec, loop.toSec - timeline.fromSec),
            name: 'Loop',
          },
        ].filter(({ from, to }) => to > from);
  return [...bars, ...markers, ...loops]
    .sort((a, b) => a.from - b.from || a.to - b.to)
    .map(({ from, to, name }) => `${from.toFixed(6)}\t${to.toFixed(6)}\t${name.replace(/[\t\r\n]+/g, ' ')}\n`)
    .join('');
}

/** Notes as they sound within the span; seconds from its start. */
export function notesTable(session: ExportSession, timeline: DawTimeline): string {
  const groupOf = new Map(
    session.tracks.flatMap(({ name, noteIds }) => noteIds.map((id) => [id, name] as const)),
  );
  return table(
    ['id', 'visit', 'group', 'pitch', 'velocity', 'onset_sec', 'offset_sec', 'score_tick', 'score_end_tick'],
    spanNotes(session, timeline).map(({ id, visit, pitchMidi, velocity, onsetSec, offsetSec, score }) => [
      id,
      visit,
      groupOf.get(id) ?? '',
      pitchMidi,
      velocity,
      decimalText(onsetSec - timeline.fromSec, 6),
      decimalText(offsetSec - timeline.fromSec, 6),
      score?.onsetTick ?? '',
      score?.keyUpTick ?? '',
    ]),
  );
}

export function tolerancesTable(session: ExportSession, timeline: DawTimeline): string {
  const ids = [...new Set(spanNotes(session, timeline).map(({ id }) => id))];
  return table(
    ['id', 'onset_before_sec', 'onset_after_sec', 'sustain_before_sec', 'sustain_after_sec'],
    ids.map((id) => {
      const own = session.tolerances[id] ?? session.defaultTolerance;
      return [id, own.onsetBeforeSec, own.onsetAfterSec, own.sustainBeforeSec, own.sustainAfterSec];
    }),
  );
}

/** Bar lines: where the recording has them, from the span's start, and where the timeline has them. */
export function alignmentTable({ bars, ticksPerQuarter, tempo }: DawTimeline): string {
  return table(
    ['bar', 'sec', 'quarter', 'bpm'],
    bars.map(({ tick, bar }, index) => {
      const next = bars[index + 1]?.tick ?? tick + ticksPerQuarter;
      const length = ticksToSec(tempo, next) - ticksToSec(tempo, tick);
      return [
        bar ?? 'count-in',
        decimalText(ticksToSec(tempo, tick), 6),
        decimalText(tick / ticksPerQuarter, 6),
        decimalText(((next - tick) / ticksPerQuarter / length) * 60, 3),
      ];
    }),
  );
}

function spanNotes({ notes }: ExportSession, { fromSec, lengthSec }: DawTimeline): ExportSession['notes'] {
  return notes.filter(({ onsetSec }) => onsetSec >= fromSec && onsetSec < fromSec + lengthSec);
}

/** RFC 4180. */
function table(head: readonly string[], rows: readonly (readonly (string | number)[])[]): string {
  return [head, ...rows].map((row) => `${row.map((cell) => csvCell(String(cell))).join(',')}\r\n`).join('');
}

function csvCell(text: string): string {
  return /[",\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
}
