import { expect, it } from 'vitest';
import { floatWav } from '../../../../../renderer/backend/foreign-sound/float-wav.ts';
import { openBytes, readWhole } from '../../../../support/open-bytes.ts';
import { useTempFolder } from '../../../../support/temp-folder.ts';

const place = useTempFolder();

it('[U99] decoded sound comes to the engine as it is, also beyond full scale', async () => {
  const channels = [0, 1].map((channel) =>
    Float32Array.from({ length: 150_001 }, (_, i) => 1.7 * Math.sin((i * (channel + 1)) / 50)),
  );
  const blob = await floatWav(channels, 44_100);
  const recording = await openBytes(new Uint8Array(await blob.arrayBuffer()), place('sound.wav'));
  expect([recording.sampleRate, recording.channels, recording.lengthSamples]).toEqual([44_100, 2, 150_001]);
  const read = await readWhole(recording);
  expect(read.map((samples) => Buffer.from(samples.buffer, samples.byteOffset, samples.byteLength))).toEqual(
    channels.map((samples) => Buffer.from(samples.buffer)),
  );
});
