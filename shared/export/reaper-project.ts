/**
 * A Reaper project, plain text. Its time base is time, so that nothing moves or stretches when the tempo is edited;
 * media are named relative to the project.
 * @source REAPER writes and reads this form; its fields are described by the ReaTeam ("State Chunk Definitions") and
 * by Ultraschall ("Reaper Internals").
 */
import { decimalText } from './decimal-text.ts';
import { linearGain, restingFader } from './mixer-gains.ts';
import type { LayoutTrack, SessionLayout } from './session-layout.ts';
import { signatureAt } from './timeline-signature.ts';

export function reaperProject(layout: SessionLayout, writtenAt: Date): string {
  const { timeline, loop, markers } = layout;
  const signature = signatureAt(timeline, 0);
  const firstBpm = bpm(timeline.tempo.changes[0]!.microsPerQuarter);
  const selection = loop === null ? '0 0' : `${sec(loop.fromSec)} ${sec(loop.toSec)}`;
  const withNotes = layout.tracks.filter(({ notes }) => notes.length > 0);
  return [
    `<REAPER_PROJECT 0.1 "7.0/Divisi" ${Math.floor(writtenAt.getTime() / 1000)}`,
    '  RIPPLE 0',
    '  PANLAW 1',
    '  PANMODE 3',
    '  TIMEMODE 1 5 -1 30 0 0 -1',
    `  LOOP ${loop === null ? 0 : 1}`,
    '  RECORD_PATH "" ""',
    '  TIMELOCKMODE 0',
    '  TEMPOENVLOCKMODE 0',
    `  SAMPLERATE ${layout.sampleRate} 1 0`,
    `  TEMPO ${firstBpm} ${signature.numerator} ${signature.denominator}`,
    '  PLAYRATE 1 0 0.25 4',
    `  SELECTION ${selection}`,
    `  SELECTION2 ${selection}`,
    '  MASTER_NCH 2 2',
    `  MASTER_VOLUME ${decimalText(linearGain(layout.masterGainDb), 9)} 0 -1 -1 1`,
    '  <TEMPOENVEX',
    '    ACT 1 -1',
    '    VIS 1 0 1',
    '    LANEHEIGHT 0 0',
    '    ARM 0',
    '    DEFSHAPE 1 -1 -1',
    ...tempoPoints(layout),
    '  >',
    ...markers.map(({ sec: at, name }, index) => `  MARKER ${index + 1} ${sec(at)} ${quoted(name)} 0`),
    ...(loop === null
      ? []
      : [
          `  MARKER ${markers.length + 1} ${sec(loop.fromSec)} "Loop" 1`,
          `  MARKER ${markers.length + 1} ${sec(loop.toSec)} "" 1`,
        ]),
    ...layout.tracks.flatMap((track) => audioTrack(layout, track)),
    ...withNotes.flatMap((track) => noteTrack(layout, track)),
    '>',
    '',
  ].join('\n');
}

/** One point for every change of tempo or metre; shape 1 holds the tempo until the next. */
function tempoPoints({ timeline }: SessionLayout): string[] {
  const { tempo, timeSignatures, ticksPerQuarter } = timeline;
  const ticks = [...new Set([...tempo.changes, ...timeSignatures].map(({ tick }) => tick))].sort(
    (a, b) => a - b,
  );
  return ticks.map((tick) => {
    const change = tempo.changes.filter((candidate) => candidate.tick <= tick).at(-1)!;
    const at = change.sec + ((tick - change.tick) * change.microsPerQuarter) / (ticksPerQuarter * 1e6);
    const signature = timeSignatures.find((candidate) => candidate.tick === tick);
    const code = signature === undefined ? '' : ` ${signature.denominator * 65_536 + signature.numerator}`;
    return `    PT ${decimalText(at, 12)} ${bpm(change.microsPerQuarter)} 1${code}`;
  });
}

function trackHead({ name, colour, channels, fader }: LayoutTrack): string[] {
  return [
    '  <TRACK',
    `    NAME ${quoted(name)}`,
    `    PEAKCOL ${colourCode(colour)}`,
    '    BEAT 0',
    `    VOLPAN ${decimalText(linearGain(fader.gainDb), 9)} ${decimalText(fader.pan, 6)} -1 -1 1`,
    `    MUTESOLO ${fader.isMuted ? 1 : 0} ${fader.isSoloed ? 1 : 0} 0`,
    `    NCHAN ${Math.max(2, channels + (channels % 2))}`,
    '    MAINSEND 1 0',
  ];
}

function audioTrack(layout: SessionLayout, track: LayoutTrack): string[] {
  const kind = track.media.toLowerCase().endsWith('.flac') ? 'FLAC' : 'WAVE';
  return [
    ...trackHead(track),
    '    <ITEM',
    '      POSITION 0',
    `      LENGTH ${sec(layout.lengthSamples / layout.sampleRate)}`,
    '      LOOP 0',
    '      BEAT 0',
    `      NAME ${quoted(track.name)}`,
    '      PLAYRATE 1 1 0 -1 0 0.0025',
    `      <SOURCE ${kind}`,
    `        FILE ${quoted(track.media)}`,
    '      >',
    '    >',
    '  >',
  ];
}

function noteTrack(layout: SessionLayout, track: LayoutTrack): string[] {
  const { timeline } = layout;
  const name = `${track.name} (score)`;
  const last = Math.max(
    track.notes.reduce((latest, { end }) => Math.max(latest, end), 0),
    track.pedals.reduce((latest, { tick }) => Math.max(latest, tick), 0),
  );
  const events = [
    ...track.notes.flatMap(({ onset, end, channel, pitchMidi, velocity }) => [
      { tick: end, order: 0, bytes: [0x80 | channel, pitchMidi, 0] },
      { tick: onset, order: 2, bytes: [0x90 | channel, pitchMidi, velocity] },
    ]),
    ...track.pedals.map(({ tick, channel, value }) => ({
      tick,
      order: 1,
      bytes: [0xb0 | channel, 64, value],
    })),
  ].sort((a, b) => a.tick - b.tick || a.order - b.order);
  let tick = 0;
  const lines = [...events, { tick: last, bytes: [0xb0, 0x7b, 0] }].map((event) => {
    const delta = event.tick - tick;
    tick = event.tick;
    return `        E ${delta} ${event.bytes.map((byte) => byte.toString(16).padStart(2, '0')).join(' ')}`;
  });
  return [
    ...trackHead({ ...track, name, channels: 2, fader: restingFader }),
    '    <ITEM',
    '      POSITION 0',
    `      LENGTH ${sec(secOfTick(layout, last))}`,
    '      LOOP 0',
    `      NAME ${quoted(name)}`,
    '      <SOURCE MIDI',
    `        HASDATA 1 ${timeline.ticksPerQuarter} QN`,
    ...lines,
    '      >',
    '    >',
    '  >',
  ];
}

function secOfTick({ timeline }: SessionLayout, tick: number): number {
  const change = timeline.tempo.changes.filter((candidate) => candidate.tick <= tick).at(-1)!;
  return change.sec + ((tick - change.tick) * change.microsPerQuarter) / (timeline.ticksPerQuarter * 1e6);
}

/** Red in the lowest byte; the bit above the colour says that there is one. */
function colourCode(colour: string): number {
  const [red, green, blue] = [1, 3, 5].map((at) => Number.parseInt(colour.slice(at, at + 2), 16) || 0);
  return 0x100_0000 + blue! * 65_536 + green! * 256 + red!;
}

/** Three kinds of quotes are known, and no escapes. */
function quoted(text: string): string {
  const line = text.replace(/[\r\n]+/g, ' ');
  if (!line.includes('"')) return `"${line}"`;
  return line.includes("'") ? `\`${line.replaceAll('`', "'")}\`` : `'${line}'`;
}

function sec(value: number): string {
  return decimalText(value, 9);
}

function bpm(microsPerQuarter: number): string {
  return decimalText(6e7 / microsPerQuarter, 10);
}
