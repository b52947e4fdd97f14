/** What the mixer does to a track: fader, pan, mute, solo. */
import type { ExportTrack, FaderState } from './export-session.ts';

/** [output channels][input channels], linear. */
export type GainMatrix = readonly (readonly number[])[];

export const restingFader: FaderState = Object.freeze({ gainDb: 0, pan: 0, isMuted: false, isSoloed: false });

/** A track is heard unless it is muted, or others are soloed and it is not. */
export function isHeard(fader: FaderState, all: readonly FaderState[]): boolean {
  return !fader.isMuted && (fader.isSoloed || !all.some(({ isSoloed }) => isSoloed));
}

export function linearGain(gainDb: number): number {
  return 10 ** (gainDb / 20);
}

/** A mono recording stays mono until something is panned. */
export function mixChannels(tracks: readonly Pick<ExportTrack, 'fader'>[], channels: number): number {
  return channels === 1 && tracks.some(({ fader }) => fader.pan !== 0) ? 2 : channels;
}

/**
 * Gain and pan, without mute and solo. In the centre nothing changes. Stereo is panned as Web Audio's
 * StereoPannerNode does it: one side moves over to the other with equal power. Mono goes to both sides with equal
 * power, 0 dB in the centre. More channels have no pan.
 * @source W3C Web Audio API 1.1, "StereoPanner algorithm".
 */
export function faderGains(
  { gainDb, pan }: Pick<FaderState, 'gainDb' | 'pan'>,
  inputs: number,
  outputs: number,
): GainMatrix {
  const gain = linearGain(gainDb);
  const at = Math.min(1, Math.max(-1, pan));
  if (inputs === 1 && outputs === 2) {
    const angle = ((at + 1) * Math.PI) / 4;
    return [[gain * Math.SQRT2 * Math.cos(angle)], [gain * Math.SQRT2 * Math.sin(angle)]];
  }
  if (inputs === 2 && outputs === 2 && at !== 0) {
    const angle = ((at <= 0 ? at + 1 : at) * Math.PI) / 2;
    const left = Math.cos(angle);
    const right = Math.sin(angle);
    return at < 0
      ? [
          [gain, gain * left],
          [0, gain * right],
        ]
      : [
          [gain * left, 0],
          [gain * right, gain],
        ];
  }
  return Array.from({ length: outputs }, (_, output) =>
    Array.from({ length: inputs }, (_unused, input) => (input === output ? gain : 0)),
  );
}

/** Adds `input` [inputs][samples], weighted, to `sum` [outputs][samples]. */
export function addWeighted(
  sum: readonly Float64Array[],
  input: readonly Float32Array[],
  gains: GainMatrix,
): void {
  gains.forEach((row, output) => {
    const target = sum[output]!;
    row.forEach((gain, channel) => {
      if (gain === 0) return;
      const samples = input[channel]!;
      for (let i = 0; i < samples.length; i++) target[i]! += gain * samples[i]!;
    });
  });
}
