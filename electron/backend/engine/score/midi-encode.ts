/** Scores as Standard MIDI Files of type 1. */
import {
  keySignatureEvent,
  smfBytes,
  tempoEvent,
  timeSignatureEvent,
} from '../../../../shared/music/smf-bytes.ts';
import type { TimedEvent } from '../../../../shared/music/smf-bytes.ts';

export type EncodableNote = {
  readonly onsetTick: number;
  readonly keyUpTick: number;
  readonly pitchMidi: number;
  /** 1..127 */
  readonly velocity: number;
};

export type EncodableTrack = {
  /** 0..15 */
  readonly channel: number;
  /** 0..127 */
  readonly program: number;
  readonly notes: readonly EncodableNote[];
};

export type EncodableConductor = {
  readonly tempos: readonly { readonly tick: number; readonly microsPerQuarter: number }[];
  readonly timeSignatures: readonly {
    readonly tick: number;
    readonly numerator: number;
    readonly denominator: number;
  }[];
  readonly keySignatures: readonly {
    readonly tick: number;
    readonly fifths: number;
    readonly minor: boolean;
  }[];
};

/** Track 0 conducts; ticks must be whole, >= 0 and below 2^28. Cost O(notes log notes). */
export function encodeMidi(
  ticksPerQuarter: number,
  conductor: EncodableConductor,
  tracks: readonly EncodableTrack[],
): Uint8Array {
  return smfBytes(ticksPerQuarter, [conductorEvents(conductor), ...tracks.map(trackEvents)]);
}

function conductorEvents(conductor: EncodableConductor): TimedEvent[] {
  return [
    ...conductor.tempos.map(({ tick, microsPerQuarter }) => tempoEvent(tick, microsPerQuarter)),
    ...conductor.timeSignatures.map(({ tick, numerator, denominator }) =>
      timeSignatureEvent(tick, numerator, denominator),
    ),
    ...conductor.keySignatures.map(({ tick, fifths, minor }) => keySignatureEvent(tick, fifths, minor)),
  ];
}

function trackEvents({ channel, program, notes }: EncodableTrack): TimedEvent[] {
  const events: TimedEvent[] = [{ tick: 0, order: 0, bytes: [0xc0 | channel, program] }];
  for (const { onsetTick, keyUpTick, pitchMidi, velocity } of notes) {
    // At one tick releases come before strikes, so that a repeated note is not cut to nothing.
    events.push({ tick: keyUpTick, order: 1, bytes: [0x80 | channel, pitchMidi, 64] });
    events.push({ tick: onsetTick, order: 2, bytes: [0x90 | channel, pitchMidi, velocity] });
  }
  return events;
}
