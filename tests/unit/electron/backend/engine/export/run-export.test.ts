// Long file: one export after another through the same few helpers.
import { createReadStream } from 'node:fs';
import { mkdir, readFile, readdir, writeFile } from 'node:fs/promises';
import { basename, join } from 'node:path';
import { buffer } from 'node:stream/consumers';
import { beforeAll, describe, expect, it } from 'vitest';
import { openRecording } from '../../../../../../electron/backend/engine/audio/open-recording.ts';
import { previewExport, runExport } from '../../../../../../electron/backend/engine/export/run-export.ts';
import type { ExportWorld } from '../../../../../../electron/backend/engine/export/run-export.ts';
import { readScore } from '../../../../../../electron/backend/engine/score/read-score.ts';
import type { ExportReport } from '../../../../../../shared/export/export-report.ts';
import type { ExportRequest } from '../../../../../../shared/export/export-request.ts';
import type { ExportSession } from '../../../../../../shared/export/export-session.ts';
import type { Result } from '../../../../../../shared/std/result.ts';
import {
  fixedWorld,
  fullRequest,
  quietHooks,
  writeExportFixture,
  writeFloat,
} from '../../../../../support/export-fixture.ts';
import { failingDisk } from '../../../../../support/failing-disk.ts';
import { hasProgram, runProgram } from '../../../../../support/outside-program.ts';
import { errorDb } from '../../../../../support/signals.ts';
import { useTempFolder } from '../../../../../support/temp-folder.ts';
import { readZip } from '../../../../../support/zip-entries.ts';

const inFolder = useTempFolder();
let session: ExportSession;
let loud: ExportSession;

beforeAll(async () => {
  for (const name of ['plain', 'loud']) await mkdir(inFolder(name));
  session = await writeExportFixture(inFolder('plain'), { seconds: 2.5 });
  loud = await writeExportFixture(inFolder('loud'), { seconds: 1, level: 0.6 });
});

const lean: Partial<ExportRequest> = {
  withOriginal: false,
  mixes: [],
  sessions: [],
  withMidi: false,
  withTables: false,
};

function run(
  own: ExportSession,
  name: string,
  changes: Partial<ExportRequest> = {},
  world: Partial<ExportWorld> = {},
): Promise<Result<ExportReport>> {
  return runExport(own, fullRequest(inFolder(name), changes), quietHooks, { ...fixedWorld, ...world });
}

function unwrap<T>(result: Result<T>): T {
  if (!result.ok) throw new Error(`${result.error.code}: ${result.error.message}`);
  return result.value;
}

async function samples(path: string): Promise<Float32Array[]> {
  const recording = unwrap(await openRecording(path));
  const blocks = await recording.read(0, recording.lengthSamples);
  await recording.close();
  return blocks;
}

async function sumOf(paths: readonly string[]): Promise<Float32Array[]> {
  const all = await Promise.all(paths.map(samples));
  return all[0]!.map((first, channel) =>
    first.map((_, i) => all.reduce((sum, one) => sum + one[channel]![i]!, 0)),
  );
}

const stemFiles = (report: ExportReport): string[] =>
  report.sounds.filter(({ kind }) => kind === 'stem').map(({ file }) => file);

describe('an export', () => {
  it('[EX50] writes what its preview names, and says how deep the stems null', async () => {
    const request = fullRequest(inFolder('full'));
    const preview = unwrap(previewExport(session, request));
    const report = unwrap(await run(session, 'full'));
    const written = await readdir(inFolder('full'));
    expect(written.sort()).toEqual(preview.files.map(({ file }) => basename(file)).sort());
    expect(report.nullDepthDb).toBeLessThan(-110);
    expect(report.nullAgainst).toBe('recording');
    expect(Math.abs(preview.bytes / report.bytes - 1)).toBeLessThan(0.5);
    const readme = await readFile(inFolder('full/README.txt'), 'utf8');
    expect(readme).toContain(`null depth ${(report.nullDepthDb as number).toFixed(1)} dB`.replace(/ /g, ' '));
    expect(
      Math.max(
        ...readme
          .split('\n')
          .filter((line) => !line.includes('http'))
          .map((line) => line.length),
      ),
    ).toBeLessThanOrEqual(80);
    expect(
      errorDb((await sumOf(stemFiles(report)))[0]!, (await samples(session.recording.path))[0]!),
    ).toBeLessThan(-110);
  });

  it.skipIf(!hasProgram('ffprobe') || !hasProgram('sox'))(
    '[EX5] FFmpeg and SoX read every sound: rate, channels, length, tags, TimeReference',
    async () => {
      const mixes = (['wav', 'flac', 'mp3', 'ogg'] as const).map((format) => ({
        name: format,
        format,
        bits: '16' as const,
        without: [],
      }));
      const report = unwrap(
        await run(session, 'read', { ...lean, mixes, range: { fromSec: 0.5, toSec: 2.25 } }),
      );
      for (const { file, format, name } of report.sounds) {
        const entries = 'stream=sample_rate,channels:format_tags:stream_tags';
        const text = runProgram('ffprobe', [
          '-v',
          'error',
          '-show_entries',
          entries,
          '-of',
          'flat',
          file,
        ]).toString();
        expect(text).toContain('sample_rate="44100"');
        expect(text).toContain('channels=2');
        const decoded = runProgram('ffmpeg', ['-v', 'error', '-i', file, '-f', 's16le', '-']);
        expect(decoded.length, file).toBe(4 * 1.75 * 44100);
        if (format === 'wav') expect(text).toContain(`time_reference="${0.5 * 44100}"`);
        else expect(text.toLowerCase()).toContain(`title="für elise - ${name}"`);
        const info = runProgram('sox', ['--info', file]).toString();
        expect(info).toMatch(/Sample Rate\s*: 44100/);
        expect(info).toMatch(/Channels\s*: 2/);
        if (format !== 'mp3')
          expect(runProgram('sox', ['--info', '-s', file]).toString().trim()).toBe(String(1.75 * 44100));
      }
    },
  );

  it('[EX51] a range is exactly those samples', async () => {
    const report = unwrap(
      await run(session, 'range', { ...lean, bits: '32f', range: { fromSec: 1, toSec: 1.5 } }),
    );
    expect(report).toMatchObject({ fromSec: 1, durationSec: 0.5 });
    const [melody] = await samples(stemFiles(report)[0]!);
    const [source] = await samples(session.tracks[0]!.file);
    expect(melody).toEqual(source!.slice(44100, 66150));
    const outside = await run(session, 'outside', { range: { fromSec: 9, toSec: 10 } });
    expect(outside).toMatchObject({ ok: false, error: { code: 'bad-usage' } });
  });

  it('[EX51] exported stems and MIDI agree again to the sample and the millisecond', async () => {
    const report = unwrap(await run(session, 'again', { range: { fromSec: 0.25, toSec: 2.5 } }));
    const score = unwrap(await readScore(report.files.find((file) => file.endsWith('performed.mid'))!));
    const inside = session.notes.filter(({ onsetSec }) => onsetSec >= 0.25 && onsetSec < 2.5);
    score.notes.forEach(({ onsetSec }, i) =>
      expect(Math.abs(onsetSec - (inside[i]!.onsetSec - 0.25))).toBeLessThan(1e-3),
    );
    expect(score.notes).toHaveLength(inside.length);
    for (const file of stemFiles(report)) expect((await samples(file))[0]).toHaveLength(2.25 * 44100);
  });

  it('[EX52] sound past full scale is refused with the three choices, and nothing is written', async () => {
    const refused = await run(loud, 'ask', { ...lean, withOriginal: true });
    expect(refused).toMatchObject({ ok: false, error: { code: 'over-full-scale' } });
    if (!refused.ok) expect(refused.error.message).toMatch(/original.*'float'.*'common-gain'.*'clip'/s);
    await expect(readdir(inFolder('ask'))).rejects.toThrow();
  });

  it('[EX52] a common gain lowers all stems alike; float keeps them; clipping is said', async () => {
    const lowered = unwrap(
      await run(loud, 'gain', { ...lean, withOriginal: true, overFullScale: 'common-gain' }),
    );
    expect(new Set(lowered.sounds.map(({ gainDb }) => gainDb)).size).toBe(1);
    expect(lowered.sounds[0]!.gainDb).toBeLessThan(-4);
    expect(Math.max(...lowered.sounds.map(({ peakDb }) => peakDb!))).toBeCloseTo(-0.1, 3);
    expect(lowered.nullDepthDb).toBeLessThan(-110);
    const float = unwrap(await run(loud, 'float', { ...lean, withOriginal: true, overFullScale: 'float' }));
    expect(float.sounds.every(({ bits, gainDb }) => bits === '32f' && gainDb === 0)).toBe(true);
    const clipped = unwrap(await run(loud, 'clip', { ...lean, withOriginal: true, overFullScale: 'clip' }));
    expect(clipped.sounds.map(({ isLimited }) => isLimited)).toEqual([true, false, false, false]);
    expect(clipped.remarks.join()).toContain('limited');
  });

  it('[EX53] post-fader stems sum to the mix, and both are what the mixer plays', async () => {
    const faders = [
      { gainDb: -6, pan: -0.7, isMuted: false, isSoloed: false },
      { gainDb: 3, pan: 0.4, isMuted: false, isSoloed: false },
      { gainDb: 0, pan: 0, isMuted: true, isSoloed: false },
    ];
    const mixed: ExportSession = {
      ...session,
      masterGainDb: -2,
      tracks: session.tracks.map((track, i) => ({ ...track, fader: faders[i]! })),
    };
    const mixes = [
      { name: 'mix', format: 'wav' as const, bits: '32f' as const, without: [] },
      { name: 'without Bass', format: 'wav' as const, bits: '32f' as const, without: [1] },
    ];
    const report = unwrap(await run(mixed, 'post', { ...lean, fader: 'post', bits: '32f', mixes }));
    expect(stemFiles(report).map((file) => basename(file))).toEqual([
      'Für Elise - 01 Melody.wav',
      'Für Elise - 02 Bass.wav',
    ]);
    const [mix, without] = report.sounds.filter(({ kind }) => kind === 'mix');
    const played = await samples(mix!.file);
    const stems = await sumOf(stemFiles(report));
    played.forEach((channel, i) => expect(errorDb(stems[i]!, channel)).toBeLessThan(-120));
    expect((await samples(without!.file))[0]).toEqual((await samples(stemFiles(report)[0]!))[0]);
    expect(report.nullAgainst).toBe('sources');
    expect(mix!.integratedLufs).not.toBeNull();
  });

  it('[EX54] stems that do not sum to the recording fail the export, and leave nothing', async () => {
    const path = inFolder('plain/wrong.wav');
    const { sampleRate, channels, lengthSamples } = session.recording;
    const wrong = Array.from({ length: channels }, () => new Float32Array(lengthSamples).fill(0.01));
    await writeFloat(path, wrong, { sampleRate, channels, lengthSamples });
    const tracks = session.tracks.map((track, i) => (i === 2 ? { ...track, file: path } : track));
    const failed = await run({ ...session, tracks }, 'wrong');
    expect(failed).toMatchObject({ ok: false, error: { code: 'null-failed' } });
    await expect(readdir(inFolder('wrong'))).rejects.toThrow();
  });

  it('[EX55] nothing is replaced unasked, and no source ever', async () => {
    await mkdir(inFolder('kept'));
    await writeFile(inFolder('kept/README.txt'), 'mine');
    const refused = await run(session, 'kept', lean);
    expect(refused).toMatchObject({ ok: false, error: { code: 'output-exists' } });
    expect(await readdir(inFolder('kept'))).toEqual(['README.txt']);
    unwrap(await run(session, 'kept', { ...lean, force: true }));
    const own = {
      ...session,
      recording: { ...session.recording, path: inFolder('kept/Für Elise - mix.wav') },
    };
    const mixes = [{ name: 'mix', format: 'wav' as const, bits: '24' as const, without: [] }];
    expect(await run(own, 'kept', { ...lean, mixes, force: true })).toMatchObject({
      ok: false,
      error: { code: 'bad-usage' },
    });
  });

  it('[EX55] a disk without room is told before anything is written', async () => {
    const full = await run(session, 'room', {}, { freeSpace: () => Promise.resolve(1000) });
    expect(full).toMatchObject({ ok: false, error: { code: 'disk-full' } });
    await expect(readdir(inFolder('room'))).rejects.toThrow();
  });

  it.each([
    ['open', ''],
    ['write', '02 Bass'],
    ['sync', 'mix'],
    ['rename', '.rpp'],
  ] as const)('[EX56] a disk that fails at %s (%s) leaves no file', async (step, matches) => {
    const failed = await run(
      session,
      `fail-${step}`,
      {},
      { fileSystem: failingDisk(step, 'ENOSPC', { matches }) },
    );
    expect(failed).toMatchObject({ ok: false, error: { code: 'disk-full' } });
    await expect(readdir(inFolder(`fail-${step}`))).rejects.toThrow();
  });

  it.each(['write', 'check', 'sessions'] as const)(
    '[EX56] a stop while it is at %s leaves no file',
    async (phase) => {
      const stop = new AbortController();
      const hooks = {
        signal: stop.signal,
        onProgress: (now: string) => {
          if (now === phase) stop.abort();
        },
      };
      const stopped = await runExport(session, fullRequest(inFolder(`stop-${phase}`)), hooks, fixedWorld);
      expect(stopped).toMatchObject({ ok: false, error: { code: 'cancelled' } });
      await expect(readdir(inFolder(`stop-${phase}`))).rejects.toThrow();
    },
  );

  it('[EX57] the same session at the same time gives the same bytes', async () => {
    const first = unwrap(await run(session, 'same-1', { bits: '16' }));
    const second = unwrap(await run(session, 'same-2', { bits: '16' }));
    for (const name of await readdir(first.folder)) {
      const [a, b] = await Promise.all([first, second].map(({ folder }) => readFile(join(folder, name))));
      expect(a!.equals(b!), name).toBe(true);
    }
  });

  it('[EX31] the media of a .dawproject are the exported stems, stored', async () => {
    const report = unwrap(await run(session, 'daw', { ...lean, sessions: ['dawproject'] }));
    const entries = await readZip(report.files.find((file) => file.endsWith('.dawproject'))!);
    expect(entries.map(({ name }) => name).slice(0, 2)).toEqual(['metadata.xml', 'project.xml']);
    expect(entries.every(({ method }) => method === 0)).toBe(true);
    for (const file of stemFiles(report)) {
      const entry = entries.find(({ name }) => name === `audio/${basename(file)}`);
      expect(entry!.bytes.equals(await buffer(createReadStream(file)))).toBe(true);
    }
  });

  it('[EX3] FLAC stems null as WAV does; what FLAC cannot hold is refused', async () => {
    const report = unwrap(await run(session, 'flac', { ...lean, format: 'flac' }));
    expect(report.nullDepthDb).toBeLessThan(-110);
    expect(await run(session, 'flac32', { ...lean, format: 'flac', bits: '32f' })).toMatchObject({
      ok: false,
      error: { code: 'bad-usage' },
    });
  });

  it('[EX54] tracks of another length are refused by name', async () => {
    const { sampleRate, channels } = session.recording;
    const shorter = {
      ...session,
      recording: { ...session.recording, lengthSamples: 1000, sampleRate, channels },
    };
    expect(await run(shorter, 'shape')).toMatchObject({ ok: false, error: { code: 'audio-mismatch' } });
  });
});
