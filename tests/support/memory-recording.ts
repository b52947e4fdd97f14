/** A recording that lives in memory. */
import type { Recording } from '../../electron/backend/engine/audio/recording.ts';

export function memoryRecording(channels: readonly Float32Array[], sampleRate = 44100): Recording {
  const lengthSamples = channels[0]!.length;
  return {
    path: 'memory.wav',
    format: 'wav',
    sampleRate,
    channels: channels.length,
    lengthSamples,
    encoding: '32-bit float',
    read(startSample, count) {
      return Promise.resolve(
        channels.map((samples) => {
          const block = new Float32Array(count);
          const from = Math.max(0, startSample);
          const to = Math.min(lengthSamples, startSample + count);
          if (to > from) block.set(samples.subarray(from, to), from - startSample);
          return block;
        }),
      );
    },
    close: () => Promise.resolve(),
  };
}
