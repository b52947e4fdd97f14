/**
 * The file's own tracks, with absolute ticks and with everything that MIDI keeps per channel put
 * together across tracks: program changes, pedal, all-notes-off. A channel is addressed by port and
 * number, because files with more than 16 parts reuse the numbers.
 */
import type { MidiEvent } from 'midi-file';
import { MidiDamage } from './midi-damage.ts';
import { midiLimits } from './midi-limits.ts';
import { decodeMidiText } from './midi-text.ts';

/** port * 16 + channel, channel in 0..15. */
export type ChannelKey = number;

export type KeyEvent = { readonly tick: number; readonly on: boolean; readonly velocity: number };

export type OwnTrack = {
  /** The file's name of the track, or ''. */
  readonly name: string;
  /** Where the track ends; its last event where the end mark lies absurdly far. */
  readonly endTick: number;
  /** Key events in file order, by channel and pitch. */
  readonly keys: ReadonlyMap<ChannelKey, ReadonlyMap<number, readonly KeyEvent[]>>;
};

export type PedalEvent = { readonly tick: number; readonly down: boolean; readonly value: number };

export type ChannelTimelines = {
  /** Sorted by tick; of several at one tick the last counts. */
  readonly programs: Map<ChannelKey, { tick: number; program: number }[]>;
  readonly pedals: Map<ChannelKey, PedalEvent[]>;
  /** Ticks of all-notes-off and all-sound-off. */
  readonly silences: Map<ChannelKey, number[]>;
};

export type ConductorEvents = {
  readonly tempos: { tick: number; microsPerQuarter: number }[];
  readonly timeSignatures: { tick: number; numerator: number; denominator: number }[];
  readonly keySignatures: { tick: number; fifths: number; minor: boolean }[];
  /** Tempo changes that said 0 microseconds a quarter. */
  zeroTempos: number;
};

export type OwnTracks = {
  readonly tracks: readonly OwnTrack[];
  readonly channels: ChannelTimelines;
  readonly conductor: ConductorEvents;
};

const controllers = { sustain: 64, allSoundOff: 120, resetAll: 121, allNotesOff: 123 } as const;
/** From half-way on the pedal is down. */
const pedalDownFrom = 64;

/** @throws {MidiDamage} when a note lies beyond every plausible time. */
export function collectOwnTracks(parsed: readonly (readonly MidiEvent[])[]): OwnTracks {
  const channels: ChannelTimelines = { programs: new Map(), pedals: new Map(), silences: new Map() };
  const conductor: ConductorEvents = { tempos: [], timeSignatures: [], keySignatures: [], zeroTempos: 0 };
  const tracks = parsed.map((events, index) => collectTrack(events, index + 1, channels, conductor));
  // Each track is in order; the sorts are stable, so that at one tick the later track counts.
  for (const timeline of channels.programs.values()) timeline.sort((a, b) => a.tick - b.tick);
  for (const timeline of channels.pedals.values()) timeline.sort((a, b) => a.tick - b.tick);
  for (const timeline of channels.silences.values()) timeline.sort((a, b) => a - b);
  return { tracks, channels, conductor };
}

function collectTrack(
  events: readonly MidiEvent[],
  number: number,
  channels: ChannelTimelines,
  conductor: ConductorEvents,
): OwnTrack {
  const keys = new Map<ChannelKey, Map<number, KeyEvent[]>>();
  let name = '';
  let port = 0;
  let tick = 0;
  let endTick = 0;
  for (const event of events) {
    tick += event.deltaTime;
    if (tick <= midiLimits.tick) endTick = tick;
    switch (event.type) {
      case 'noteOn':
      case 'noteOff': {
        if (tick > midiLimits.tick) {
          throw new MidiDamage(`has a note at tick ${tick} in track ${number}, far beyond any score`);
        }
        const pitches = entry(keys, port * 16 + event.channel, () => new Map<number, KeyEvent[]>());
        const on = event.type === 'noteOn';
        entry(pitches, event.noteNumber, () => []).push({ tick, on, velocity: event.velocity });
        break;
      }
      case 'programChange':
        entry(channels.programs, port * 16 + event.channel, () => []).push({
          tick,
          program: event.programNumber,
        });
        break;
      case 'controller':
        if (tick > midiLimits.tick) break;
        collectController(event.controllerType, event.value, port * 16 + event.channel, tick, channels);
        break;
      case 'trackName':
        if (name === '') name = decodeMidiText(event.text);
        break;
      case 'portPrefix':
        port = event.port;
        break;
      default:
        if (tick <= midiLimits.tick) collectConductorEvent(event, tick, conductor);
    }
  }
  return { name, endTick, keys };
}

function collectController(
  controller: number,
  value: number,
  channel: ChannelKey,
  tick: number,
  channels: ChannelTimelines,
): void {
  if (controller === controllers.sustain) {
    entry(channels.pedals, channel, () => []).push({ tick, down: value >= pedalDownFrom, value });
  } else if (controller === controllers.resetAll) {
    entry(channels.pedals, channel, () => []).push({ tick, down: false, value: 0 });
  } else if (controller === controllers.allNotesOff || controller === controllers.allSoundOff) {
    entry(channels.silences, channel, () => []).push(tick);
  }
}

function collectConductorEvent(event: MidiEvent, tick: number, conductor: ConductorEvents): void {
  if (event.type === 'setTempo') {
    if (event.microsecondsPerBeat === 0) conductor.zeroTempos += 1;
    else conductor.tempos.push({ tick, microsPerQuarter: event.microsecondsPerBeat });
  } else if (event.type === 'timeSignature') {
    const { numerator, denominator } = event;
    if (numerator >= 1 && denominator >= 1 && denominator <= 128) {
      conductor.timeSignatures.push({ tick, numerator, denominator });
    }
  } else if (event.type === 'keySignature') {
    if (Math.abs(event.key) <= 7) {
      conductor.keySignatures.push({ tick, fifths: event.key, minor: event.scale === 1 });
    }
  }
}

function entry<K, V>(map: Map<K, V>, key: K, make: () => V): V {
  const found = map.get(key);
  if (found !== undefined) return found;
  const made = make();
  map.set(key, made);
  return made;
}
