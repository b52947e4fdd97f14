/** What an export is asked and what it answers. */
import type { ExportReport } from '../export/export-report.ts';
import type {
  ExportBits,
  FullScaleChoice,
  MixFormat,
  SessionFormat,
  StemFormat,
} from '../export/export-request.ts';
import type { OfProject } from './project-calls.ts';

export type MixChoice = {
  readonly format: MixFormat;
  /** Of 'wav' and 'flac'. */
  readonly bits: ExportBits;
  /** Stems that are silent whatever the mixer says. */
  readonly without: readonly string[];
};

/** Stems are named by a group's id, 'rest' or 'residual'. */
export type ExportChoice = {
  /** Absolute, or a name in the project's `exports/`; null takes the piece's name there. */
  readonly folder: string | null;
  /** Null for all. */
  readonly stems: readonly string[] | null;
  readonly format: StemFormat;
  readonly bits: ExportBits;
  /** 'post' stems are as the mixer plays them. */
  readonly fader: 'pre' | 'post';
  readonly withOriginal: boolean;
  readonly mixes: readonly MixChoice[];
  readonly sessions: readonly SessionFormat[];
  readonly withMidi: boolean;
  readonly withTables: boolean;
  /** Null is the whole recording. */
  readonly range: 'loop' | { readonly fromSec: number; readonly toSec: number } | null;
  readonly overFullScale: FullScaleChoice;
  /** Replace files that exist. */
  readonly force: boolean;
};

export type ExportParams = OfProject & {
  readonly versionId: string;
  readonly choice: ExportChoice;
};

export type ExportPreviewAnswer = {
  /** Absolute. */
  readonly folder: string;
  readonly files: readonly {
    readonly name: string;
    /** Null for small files, whose size nobody knows before. */
    readonly bytes: number | null;
    readonly exists: boolean;
  }[];
  readonly bytes: number;
  /** Of the disk; null where the system does not tell. */
  readonly freeBytes: number | null;
};

export type ExportAnswer = {
  readonly report: ExportReport;
  /** Every file, with the stem that it holds, and where it is read; null outside of the project's `exports/`. */
  readonly files: readonly {
    readonly name: string;
    readonly stem: string | null;
    readonly resource: string | null;
  }[];
};

/** Finished stems to be dragged into another program: whole, as separated, under their final names. */
export type StemFilesParams = OfProject & {
  readonly versionId: string;
  /** Null for all. */
  readonly stems: readonly string[] | null;
  /** False makes none: only files that are up to date are told. */
  readonly makes: boolean;
};

export type StemFile = {
  readonly stem: string;
  readonly name: string;
  /** Absolute. It stays where it is, whatever becomes of the project's stems later. */
  readonly path: string;
  /** Where it is read, and by which the desktop application drags it. */
  readonly resource: string;
};

export type StemFilesAnswer = {
  /** In the order of the stems; none where there are none that are up to date, and none were to be made. */
  readonly files: readonly StemFile[];
};

/** Several finished files as one download, which lies in the cache. */
export type BundleParams = OfProject & {
  /** Of files of the project's `exports/`. */
  readonly resources: readonly string[];
};

export type BundleAnswer = { readonly name: string; readonly resource: string; readonly bytes: number };

/** What most people take into another program. */
export const exportDefaults = Object.freeze<ExportChoice>({
  folder: null,
  stems: null,
  format: 'wav',
  bits: '24',
  fader: 'pre',
  withOriginal: false,
  mixes: [],
  sessions: ['dawproject', 'rpp'],
  withMidi: true,
  withTables: false,
  range: null,
  overFullScale: 'ask',
  force: false,
});
