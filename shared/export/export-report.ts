/** What an export wrote: the object that `divisi export --json` prints. */
import type { ExportBits, MixFormat, StemFormat } from './export-request.ts';

export type ExportedSound = {
  readonly kind: 'stem' | 'original' | 'mix';
  readonly name: string;
  /** Absolute path. */
  readonly file: string;
  readonly format: StemFormat | MixFormat;
  /** null for lossy formats. */
  readonly bits: ExportBits | null;
  readonly channels: number;
  /** Before rounding, dB of full scale; null for silence. */
  readonly peakDb: number | null;
  /** What was added to every stem, or to this mix, to stay within full scale. */
  readonly gainDb: number;
  /** Whether it passed full scale and was limited to it. */
  readonly isLimited: boolean;
  /** Of mixes: EBU R 128. */
  readonly integratedLufs: number | null;
  readonly truePeakDb: number | null;
};

export type ExportReport = {
  readonly folder: string;
  readonly piece: string;
  readonly sampleRate: number;
  readonly fromSec: number;
  readonly durationSec: number;
  readonly sounds: readonly ExportedSound[];
  /** Everything else, absolute paths. */
  readonly files: readonly string[];
  /**
   * How deep the stems' sum, read back from the disk, cancels what it should be, dB; 'not applicable' without
   * stems.
   */
  readonly nullDepthDb: number | 'not applicable';
  /** What the stems sum to. */
  readonly nullAgainst: 'recording' | 'sources';
  readonly bytes: number;
  readonly seconds: number;
  readonly remarks: readonly string[];
};
