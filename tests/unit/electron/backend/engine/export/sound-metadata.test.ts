import { mkdir, open, readFile, stat, writeFile } from 'node:fs/promises';
import { describe, expect, it } from 'vitest';
import { createWavWriter } from '../../../../../../electron/backend/engine/audio/wav-writer.ts';
import { layOutWav } from '../../../../../../shared/export/wav-layout.ts';
import { openRecording } from '../../../../../../electron/backend/engine/audio/open-recording.ts';
import { readSourceOrigin } from '../../../../../../electron/backend/engine/export/origin-bext.ts';
import { soundChunks } from '../../../../../../electron/backend/engine/export/sound-metadata.ts';
import type { SoundContext } from '../../../../../../electron/backend/engine/export/sound-metadata.ts';
import type { PlannedSound } from '../../../../../../electron/backend/engine/export/sound-plan.ts';
import { dawTimeline } from '../../../../../../shared/export/daw-timeline.ts';
import { exportSession } from '../../../../../support/export-fixture.ts';
import { hasProgram, runProgram } from '../../../../../support/outside-program.ts';
import { useTempFolder } from '../../../../../support/temp-folder.ts';
import { dataChunk, formatChunk, int16s, riff, text, u32 } from '../../../../../support/wav-bytes.ts';
import { elementAt, parseXml } from '../../../../../support/xml-tree.ts';

const inFolder = useTempFolder();
const session = exportSession();
const context: SoundContext = {
  session,
  timeline: dawTimeline(session, { fromSec: 1, toSec: 9 }),
  origin: { timeReferenceSamples: 5_000_000_000, codingHistory: ['A=ANALOGUE,M=stereo,T=Studer'] },
  startSample: 44_100,
  lengthSamples: 8 * 44_100,
  writtenAt: new Date('2026-01-02T03:04:05Z'),
  version: '1.2.3',
};
const sound: PlannedSound = {
  kind: 'stem',
  name: 'Melodie für <3',
  file: '/x.wav',
  format: 'wav',
  bits: '24',
  channels: 2,
  colour: '#0072b2',
  track: 0,
  inputs: [],
};
const chunks = soundChunks(context, sound, 0, 3, true);
const body = (id: string): Uint8Array => chunks.find((chunk) => chunk.id === id)!.body;
const viewOf = (bytes: Uint8Array): DataView =>
  new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
const latin1 = (bytes: Uint8Array): string => Buffer.from(bytes).toString('latin1').replace(/\0+$/, '');

describe('what a WAV file says beside its samples', () => {
  it('[EX1] bext: version 1, TimeReference of the source plus the start, history with a line added', () => {
    const bext = body('bext');
    const view = viewOf(bext);
    expect(latin1(bext.subarray(0, 256))).toBe('Fur Elise - Melodie fur <3');
    expect(latin1(bext.subarray(288, 320))).toMatch(/^[A-Z0-9]{32}$/);
    expect(latin1(bext.subarray(320, 338))).toBe('2026-01-0203:04:05');
    expect(view.getBigUint64(338, true)).toBe(5_000_044_100n);
    expect(view.getUint16(346, true)).toBe(1);
    expect(latin1(bext.subarray(602))).toBe(
      'A=ANALOGUE,M=stereo,T=Studer\r\nA=PCM,F=44100,W=24,M=stereo,T=Divisi 1.2.3; TPDF dither\r\n',
    );
    const [exact] = soundChunks(context, { ...sound, kind: 'original' }, 0, 3, false);
    expect(latin1(exact!.body.subarray(602))).toContain('; no dither');
  });

  it('[EX1] every file has a reference of its own', () => {
    const references = [0, 1, 2].map((index) =>
      latin1(soundChunks(context, sound, index, 3, true)[0]!.body.subarray(288, 320)),
    );
    expect(new Set(references).size).toBe(3);
  });

  it('[EX2] iXML names project, tracks and colour', () => {
    const ixml = parseXml(Buffer.from(body('iXML')).toString('utf8'));
    expect(elementAt(ixml, 'PROJECT').text).toBe('Für Elise');
    const names = elementAt(ixml, 'TRACK_LIST').children.filter(({ name }) => name === 'TRACK');
    expect(names.map((track) => elementAt(track, 'NAME').text)).toEqual([
      'Melodie für <3 L',
      'Melodie für <3 R',
    ]);
    expect(elementAt(ixml, 'DIVISI/TRACK_COLOUR').text).toBe('#0072b2');
    const high = Number(elementAt(ixml, 'SPEED/TIMESTAMP_SAMPLES_SINCE_MIDNIGHT_HI').text);
    const low = Number(elementAt(ixml, 'SPEED/TIMESTAMP_SAMPLES_SINCE_MIDNIGHT_LO').text);
    expect(high * 2 ** 32 + low).toBe(5_000_044_100);
  });

  it('[EX2] cues stand at bars, markers and loop, to the sample, with their names', () => {
    const cue = viewOf(body('cue '));
    const count = cue.getUint32(0, true);
    const samples = Array.from({ length: count }, (_, i) => cue.getUint32(4 + 24 * i + 20, true));
    const names = Buffer.from(body('LIST'))
      .toString('utf8')
      .split('labl')
      .slice(1)
      .map((part) => part.slice(8).split('\0')[0]);
    const cues = samples.map((sample, i) => `${names[i]} ${sample}`);
    expect(cues).toContain(`A & "B" ${2 * 44_100}`);
    expect(cues).toContain(`Loop ${44_100}`);
    const bar3 = context.timeline.bars.find(({ bar }) => bar === 3)!;
    expect(cues).toContain(`Bar 3 ${Math.round(bar3.sec * 44_100)}`);
    expect([...samples].sort((a, b) => a - b)).toEqual(samples);
    const list = body('LIST');
    const region = viewOf(
      list.subarray(list.indexOf('r'.charCodeAt(0)) === 0 ? 0 : Buffer.from(list).indexOf('ltxt')),
    );
    expect(region.getUint32(12, true)).toBe(2 * 44_100);
  });

  it('[EX1] the origin of a source is read from its bext, wherever it stands; without one it is 0', async () => {
    const bext = { id: 'bext', body: body('bext') };
    const sampleData = dataChunk(int16s([1, 2, 3]));
    const format = formatChunk(1, 1, 8000, 16);
    for (const [name, parts] of [
      ['before', [bext, format, sampleData]],
      ['behind', [format, sampleData, bext]],
    ] as const) {
      await writeFile(inFolder(`${name}.wav`), riff(parts));
      const origin = await readSourceOrigin(inFolder(`${name}.wav`));
      expect(origin).toMatchObject({ ok: true, value: { timeReferenceSamples: 5_000_044_100 } });
    }
    await writeFile(inFolder('none.wav'), riff([format, sampleData]));
    await writeFile(inFolder('short.wav'), riff([{ id: 'bext', body: u32(1) }, format, sampleData]));
    await writeFile(inFolder('text.wav'), text('no sound at all'));
    for (const name of ['none', 'short', 'text']) {
      expect(await readSourceOrigin(inFolder(`${name}.wav`))).toEqual({
        ok: true,
        value: { timeReferenceSamples: 0, codingHistory: [] },
      });
    }
  });

  it('[EX2] chunks do not move the samples, and nothing is written where none is asked', async () => {
    const shape = { sampleRate: 8000, channels: 1, encoding: 'pcm16', lengthSamples: 3 } as const;
    for (const [name, extra] of [
      ['with', { chunks }],
      ['without', {}],
    ] as const) {
      const writer = await createWavWriter(inFolder(`${name}.wav`), {
        ...shape,
        ditherSeed: 1,
        dither: 'none',
        ...extra,
      });
      if (!writer.ok) throw new Error(writer.error.message);
      await writer.value.write([Float32Array.of(0.25, -0.5, 0.75)]);
      await writer.value.commit();
      const recording = await openRecording(inFolder(`${name}.wav`));
      if (!recording.ok) throw new Error(recording.error.message);
      expect(await recording.value.read(0, 3)).toEqual([Float32Array.of(0.25, -0.5, 0.75)]);
      await recording.value.close();
    }
    expect((await readFile(inFolder('without.wav'))).length).toBe(44 + 6);
  });

  it.skipIf(!hasProgram('ffprobe'))(
    '[EX2] past 4 GiB the file is RF64, and FFmpeg finds length, names and TimeReference',
    async () => {
      await mkdir(inFolder('long'), { recursive: true });
      const path = inFolder('long/sparse.wav');
      const lengthSamples = 750_000_000;
      const layout = layOutWav({ sampleRate: 44_100, channels: 2, encoding: 'pcm24', lengthSamples }, chunks);
      expect(layout.isLong).toBe(true);
      const file = await open(path, 'w');
      await file.write(layout.header, 0, layout.header.length, 0);
      // Nothing but the header takes room on the disk.
      await file.truncate(layout.header.length + layout.dataBytes);
      await file.close();
      expect((await stat(path)).size).toBeGreaterThan(2 ** 32);
      const entries = 'stream=duration_ts:format_tags=time_reference';
      const found = runProgram('ffprobe', [
        '-v',
        'error',
        '-show_entries',
        entries,
        '-of',
        'flat',
        path,
      ]).toString();
      expect(found).toContain(`duration_ts=${lengthSamples}`);
      expect(found).toContain('time_reference="5000044100"');
      const recording = await openRecording(path);
      if (!recording.ok) throw new Error(recording.error.message);
      expect(recording.value).toMatchObject({ format: 'rf64', lengthSamples });
      await recording.value.close();
    },
  );

  it('[EX2] RF64 begins where the chunks, too, no longer fit into 32 bits', () => {
    const shape = { sampleRate: 44_100, channels: 1, encoding: 'pcm16' } as const;
    const extra = chunks.reduce((sum, chunk) => sum + 8 + chunk.body.length + (chunk.body.length % 2), 0);
    const most = Math.floor((0xffff_ffff - 36 - extra) / 2);
    expect(layOutWav({ ...shape, lengthSamples: most }, chunks).isLong).toBe(false);
    expect(layOutWav({ ...shape, lengthSamples: most + 1 }, chunks).isLong).toBe(true);
  });
});
