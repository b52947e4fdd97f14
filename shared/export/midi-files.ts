/** The score, and the notes as performed, as Standard MIDI Files on a timeline. One track per group. */
import {
  keySignatureEvent,
  smfBytes,
  tempoEvent,
  textEvent,
  timeSignatureEvent,
} from '../music/smf-bytes.ts';
import type { TimedEvent } from '../music/smf-bytes.ts';
import type { PedalChange } from '../music/score.ts';
import { finestTimeline, ticksOfNote, tickOfSec } from './daw-timeline.ts';
import type { DawTimeline } from './daw-timeline.ts';
import type { ExportSession, ExportTrack } from './export-session.ts';
import { playableNotes } from './playable-notes.ts';
import type { PlayableNote } from './playable-notes.ts';
import { timelinePedals } from './timeline-pedals.ts';

/** What the MIDI files take of a session. */
export type MidiSession = Pick<
  ExportSession,
  'piece' | 'frame' | 'notes' | 'pedals' | 'warp' | 'markers' | 'loop'
>;

/** What they take of a track. */
export type MidiTrack = Pick<ExportTrack, 'name' | 'noteIds'>;

/** 'score' has notes on the bars' grid, 'performed' to the tick where they sound. */
export type NotePlacement = 'score' | 'performed';

/** Notes whose onset lies outside of the timeline's span are left out. 'performed' has the finest ticks there are. */
export function midiFile(
  session: MidiSession,
  bars: DawTimeline,
  tracks: readonly MidiTrack[],
  placement: NotePlacement,
): Uint8Array {
  const timeline = placement === 'performed' ? finestTimeline(bars) : bars;
  const withNotes = tracks.filter(({ noteIds }) => noteIds.length > 0);
  return smfBytes(timeline.ticksPerQuarter, [
    conductorEvents(session, timeline),
    ...withNotes.map((track) => {
      const notes = trackNotes(session, timeline, track, placement);
      const pedals = trackPedals(session, timeline, notes);
      return [textEvent(0, 3, track.name), ...noteEvents(notes), ...pedals.map(pedalEvent)];
    }),
  ]);
}

/** The notes of a group within the span, in whole ticks, none of them cut off by another of its pitch. */
export function trackNotes(
  session: MidiSession,
  timeline: DawTimeline,
  track: MidiTrack,
  placement: NotePlacement,
): PlayableNote[] {
  const ids = new Set(track.noteIds);
  const toSec = timeline.fromSec + timeline.lengthSec;
  const heard = session.notes.filter(
    ({ id, onsetSec }) => ids.has(id) && onsetSec >= timeline.fromSec && onsetSec < toSec,
  );
  return playableNotes(
    heard.map((note) => {
      const ticks =
        placement === 'score'
          ? ticksOfNote(timeline, note)
          : { onset: tickOfSec(timeline, note.onsetSec), end: tickOfSec(timeline, note.offsetSec) };
      const { channel, program, pitchMidi, velocity } = note;
      return { ...ticks, channel, program, pitchMidi, velocity };
    }),
  );
}

/** The pedal of the channels that the notes are on. */
export function trackPedals(
  { pedals }: Pick<MidiSession, 'pedals'>,
  timeline: DawTimeline,
  notes: readonly PlayableNote[],
): PedalChange[] {
  return timelinePedals(timeline, pedals, new Set(notes.map(({ channel }) => channel)));
}

/** Markers of the session and the ends of its loop, in ticks, by tick. */
export function timelineMarkers(
  session: Pick<ExportSession, 'markers' | 'loop'>,
  timeline: DawTimeline,
): { readonly tick: number; readonly sec: number; readonly name: string }[] {
  const { markers, loop } = session;
  const ends =
    loop === null
      ? []
      : [
          { sec: loop.fromSec, name: 'Loop start' },
          { sec: loop.toSec, name: 'Loop end' },
        ];
  return [...markers, ...ends]
    .map(({ sec, name }) => ({
      tick: Math.round(tickOfSec(timeline, sec)),
      sec: sec - timeline.fromSec,
      name,
    }))
    .filter(({ sec }) => sec >= 0 && sec <= timeline.lengthSec)
    .sort((a, b) => a.sec - b.sec);
}

function conductorEvents(session: MidiSession, timeline: DawTimeline): TimedEvent[] {
  return [
    textEvent(0, 3, session.piece),
    ...timeline.tempo.changes.map(({ tick, microsPerQuarter }) => tempoEvent(tick, microsPerQuarter)),
    ...timeline.timeSignatures.map(({ tick, numerator, denominator }) =>
      timeSignatureEvent(tick, numerator, denominator),
    ),
    ...timeline.keySignatures.map(({ tick, fifths, minor }) => keySignatureEvent(tick, fifths, minor)),
    ...timelineMarkers(session, timeline).map(({ tick, name }) => textEvent(tick, 6, name)),
  ];
}

/** At one tick a key that goes up is not held any more, and one that goes down is. */
function pedalEvent({ tick, channel, value }: PedalChange): TimedEvent {
  return { tick, order: 2, bytes: [0xb0 | channel, 64, value] };
}

function noteEvents(notes: readonly PlayableNote[]): TimedEvent[] {
  const events: TimedEvent[] = [];
  const programs = new Map<number, number>();
  notes.forEach(({ onset, end, channel, program, pitchMidi, velocity }) => {
    if (programs.get(channel) !== program) {
      // A channel has its first program before anything sounds.
      const tick = programs.has(channel) ? onset : 0;
      events.push({ tick, order: 2, bytes: [0xc0 | channel, program] });
      programs.set(channel, program);
    }
    events.push({ tick: end, order: 1, bytes: [0x80 | channel, pitchMidi, 64] });
    events.push({ tick: onset, order: 3, bytes: [0x90 | channel, pitchMidi, velocity] });
  });
  return events;
}
