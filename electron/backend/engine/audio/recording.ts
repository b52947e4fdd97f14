/** An opened recording: random access to its samples without holding the whole file in memory. */
export type AudioFormat = 'wav' | 'rf64' | 'aiff' | 'flac' | 'mp3' | 'vorbis' | 'opus';

export interface Recording {
  readonly path: string;
  readonly format: AudioFormat;
  /** Hz, as stored in the file. */
  readonly sampleRate: number;
  readonly channels: number;
  /** Samples per channel. */
  readonly lengthSamples: number;
  /** e.g. '16-bit PCM', '32-bit float', 'Vorbis': for people. */
  readonly encoding: string;
  /**
   * Samples [startSample, startSample + count) of every channel, float32, full scale 1.
   * Positions outside the file read as 0, so that frames may hang over both ends.
   */
  read(startSample: number, count: number): Promise<Float32Array[]>;
  /** Releases the file and deletes any temporary decoded copy. */
  close(): Promise<void>;
}
