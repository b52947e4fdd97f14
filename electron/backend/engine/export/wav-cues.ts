/**
 * Markers and regions of a WAV file: 'cue ' with positions in samples, 'LIST' of type 'adtl' with their names.
 * @source Microsoft, Multimedia Programming Interface and Data Specifications 1.0, "Cue-Points Chunk" and
 * "Associated Data Chunk".
 */
import { ByteWriter } from '../../../../shared/std/byte-writer.ts';
import { utf8Bytes } from '../../../../shared/std/utf8.ts';
import type { WavChunk } from '../../../../shared/export/wav-layout.ts';

export type WavCue = {
  readonly sample: number;
  /** 0 for a marker, more for a region. */
  readonly lengthSamples: number;
  readonly name: string;
};

/** Positions are 32 bits wide in the format; cues beyond are left out. */
const mostSamples = 0xffff_ffff;

/** @param cues by position @returns no chunks for no cues */
export function cueChunks(cues: readonly WavCue[]): WavChunk[] {
  const kept = cues.filter((cue) => cue.sample >= 0 && cue.sample <= mostSamples);
  if (kept.length === 0) return [];
  const points = new ByteWriter().u32(kept.length);
  const names = new ByteWriter().latin1('adtl');
  kept.forEach(({ sample, lengthSamples, name }, index) => {
    const id = index + 1;
    points.u32(id).u32(sample).latin1('data').u32(0).u32(0).u32(sample);
    const text = utf8Bytes(`${name}\0`);
    names
      .latin1('labl')
      .u32(4 + text.length)
      .u32(id)
      .raw(text)
      .zeros(text.length % 2);
    // Behind the name: some readers take all of a point from the last entry about it.
    if (lengthSamples > 0) {
      // Purpose 'rgn ', then country, language, dialect and code page: none.
      const length = Math.min(lengthSamples, mostSamples);
      names.latin1('ltxt').u32(20).u32(id).u32(length).latin1('rgn ').zeros(8);
    }
  });
  return [
    { id: 'cue ', body: points.bytes() },
    { id: 'LIST', body: names.bytes() },
  ];
}
