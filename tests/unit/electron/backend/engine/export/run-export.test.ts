import { readdir, readFile } from 'node:fs/promises';
import { basename, join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { previewExport } from '../../../../../../electron/backend/engine/export/run-export.ts';
import type { ExportSession } from '../../../../../../shared/export/export-session.ts';
import { fullRequest } from '../../../../../support/export-fixture.ts';
import {
  lean,
  samplesOf,
  stemFiles,
  sumOfFiles,
  unwrap,
  useExports,
} from '../../../../../support/export-runs.ts';
import { hasProgram, runProgram, soxReads } from '../../../../../support/outside-program.ts';
import { errorDb } from '../../../../../support/signals.ts';

const { inFolder, run, session } = useExports({ seconds: 2.5 });

describe('an export', () => {
  it('[EX50] writes what its preview names, and says how deep the stems null', async () => {
    const request = fullRequest(inFolder('full'));
    const preview = unwrap(previewExport(session(), request));
    const report = unwrap(await run(session(), 'full'));
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
      errorDb((await sumOfFiles(stemFiles(report)))[0]!, (await samplesOf(session().recording.path))[0]!),
    ).toBeLessThan(-110);
  });

  it.skipIf(!hasProgram('ffprobe') || !soxReads('mp3'))(
    '[EX5] FFmpeg and SoX read every sound: rate, channels, length, tags, TimeReference',
    async () => {
      const mixes = (['wav', 'flac', 'mp3', 'ogg'] as const).map((format) => ({
        name: format,
        format,
        bits: '16' as const,
        without: [],
      }));
      const report = unwrap(
        await run(session(), 'read', { ...lean, mixes, range: { fromSec: 0.5, toSec: 2.25 } }),
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
      await run(session(), 'range', { ...lean, bits: '32f', range: { fromSec: 1, toSec: 1.5 } }),
    );
    expect(report).toMatchObject({ fromSec: 1, durationSec: 0.5 });
    const [melody] = await samplesOf(stemFiles(report)[0]!);
    const [source] = await samplesOf(session().tracks[0]!.file);
    expect(melody).toEqual(source!.slice(44100, 66150));
    const outside = await run(session(), 'outside', { range: { fromSec: 9, toSec: 10 } });
    expect(outside).toMatchObject({ ok: false, error: { code: 'bad-usage' } });
  });

  it('[EX53] post-fader stems sum to the mix, and both are what the mixer plays', async () => {
    const faders = [
      { gainDb: -6, pan: -0.7, isMuted: false, isSoloed: false },
      { gainDb: 3, pan: 0.4, isMuted: false, isSoloed: false },
      { gainDb: 0, pan: 0, isMuted: true, isSoloed: false },
    ];
    const mixed: ExportSession = {
      ...session(),
      masterGainDb: -2,
      tracks: session().tracks.map((track, i) => ({ ...track, fader: faders[i]! })),
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
    const played = await samplesOf(mix!.file);
    const stems = await sumOfFiles(stemFiles(report));
    played.forEach((channel, i) => expect(errorDb(stems[i]!, channel)).toBeLessThan(-120));
    expect((await samplesOf(without!.file))[0]).toEqual((await samplesOf(stemFiles(report)[0]!))[0]);
    expect(report.nullAgainst).toBe('sources');
    expect(mix!.integratedLufs).not.toBeNull();
  });

  it('[EX57] the same session at the same time gives the same bytes', async () => {
    const first = unwrap(await run(session(), 'same-1', { bits: '16' }));
    const second = unwrap(await run(session(), 'same-2', { bits: '16' }));
    for (const name of await readdir(first.folder)) {
      const [a, b] = await Promise.all([first, second].map(({ folder }) => readFile(join(folder, name))));
      expect(a!.equals(b!), name).toBe(true);
    }
  });

  it('[EX3] FLAC stems null as WAV does; what FLAC cannot hold is refused', async () => {
    const report = unwrap(await run(session(), 'flac', { ...lean, format: 'flac' }));
    expect(report.nullDepthDb).toBeLessThan(-110);
    expect(await run(session(), 'flac32', { ...lean, format: 'flac', bits: '32f' })).toMatchObject({
      ok: false,
      error: { code: 'bad-usage' },
    });
  });
});
