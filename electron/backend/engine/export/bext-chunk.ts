/**
 * The broadcast extension of a written WAV file: where its first sample lies on the clock of the recording, and
 * what the sound has been through.
 * @source EBU Tech 3285 version 1 (chunk), EBU R 98 (coding history), EBU R 99 (originator reference).
 */
import { createHash } from 'node:crypto';
import { ByteWriter } from '../../../../shared/std/byte-writer.ts';
import type { WavChunk, WavEncoding } from '../../../../shared/export/wav-layout.ts';
import type { SourceOrigin } from './origin-bext.ts';

export type BextFields = {
  readonly description: string;
  readonly origin: SourceOrigin;
  /** First sample of the file, counted from the first of the recording. */
  readonly rangeStartSample: number;
  readonly sampleRate: number;
  readonly channels: number;
  readonly encoding: WavEncoding;
  /** Of integer samples. */
  readonly isDithered: boolean;
  readonly writtenAt: Date;
  /** Tells this file from every other; the same identity gives the same reference. */
  readonly identity: string;
  readonly version: string;
};

export function bextChunk(fields: BextFields): WavChunk {
  const { origin, writtenAt } = fields;
  const iso = writtenAt.toISOString();
  const out = new ByteWriter();
  fixedText(out, fields.description, 256);
  fixedText(out, 'Divisi', 32);
  fixedText(out, originatorReference(fields.identity), 32);
  fixedText(out, iso.slice(0, 10), 10);
  fixedText(out, iso.slice(11, 19), 8);
  out.u64(origin.timeReferenceSamples + fields.rangeStartSample);
  out.u16(1);
  // No UMID, and the reserved bytes of version 1.
  out.zeros(64 + 190);
  out.latin1(
    [...origin.codingHistory.map(printable), historyLine(fields)].map((line) => `${line}\r\n`).join(''),
  );
  return { id: 'bext', body: out.bytes() };
}

/** 32 characters of A-Z and 0-9. */
export function originatorReference(identity: string): string {
  const hash = createHash('sha256').update(identity).digest('hex').toUpperCase();
  return `DIVISI${hash.slice(0, 26)}`;
}

function historyLine({ sampleRate, channels, encoding, isDithered, version }: BextFields): string {
  const mode = channels === 1 ? 'mono' : channels === 2 ? 'stereo' : 'multi';
  const width = encoding === 'pcm16' ? 16 : encoding === 'pcm24' ? 24 : 32;
  const sample = encoding === 'float32' ? 'float' : isDithered ? 'TPDF dither' : 'no dither';
  return `A=PCM,F=${sampleRate},W=${width},M=${mode},T=Divisi ${printable(version)}; ${sample}`;
}

/** ASCII, as the standard asks; padded with zeros. */
function fixedText(out: ByteWriter, text: string, bytes: number): void {
  const kept = printable(text).slice(0, bytes);
  out.latin1(kept).zeros(bytes - kept.length);
}

function printable(text: string): string {
  return text
    .normalize('NFKD')
    .replace(/\p{M}/gu, '')
    .replace(/[^\x20-\x7e]/g, '?');
}
