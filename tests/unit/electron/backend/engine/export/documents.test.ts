import { createReadStream } from 'node:fs';
import { basename } from 'node:path';
import { buffer } from 'node:stream/consumers';
import { describe, expect, it } from 'vitest';
import { readScore } from '../../../../../../electron/backend/engine/score/read-score.ts';
import { lean, samplesOf, stemFiles, unwrap, useExports } from '../../../../../support/export-runs.ts';
import { readZip } from '../../../../../support/zip-entries.ts';

const { run, session } = useExports({ seconds: 2.5 });

describe('documents of an export', () => {
  it('[EX51] exported stems and MIDI agree again to the sample', async () => {
    const report = unwrap(await run(session(), 'again', { range: { fromSec: 0.25, toSec: 2.5 } }));
    const score = unwrap(await readScore(report.files.find((file) => file.endsWith('performed.mid'))!));
    const inside = session().notes.filter(({ onsetSec }) => onsetSec >= 0.25 && onsetSec < 2.5);
    score.notes.forEach(({ onsetSec }, i) =>
      expect(Math.abs(onsetSec - (inside[i]!.onsetSec - 0.25))).toBeLessThan(1 / 44_100),
    );
    expect(score.notes).toHaveLength(inside.length);
    for (const file of stemFiles(report)) expect((await samplesOf(file))[0]).toHaveLength(2.25 * 44100);
  });

  it('[EX31] the media of a .dawproject are the exported stems, stored', async () => {
    const report = unwrap(await run(session(), 'daw', { ...lean, sessions: ['dawproject'] }));
    const entries = await readZip(report.files.find((file) => file.endsWith('.dawproject'))!);
    expect(entries.map(({ name }) => name).slice(0, 2)).toEqual(['metadata.xml', 'project.xml']);
    expect(entries.every(({ method }) => method === 0)).toBe(true);
    for (const file of stemFiles(report)) {
      const entry = entries.find(({ name }) => name === `audio/${basename(file)}`);
      expect(entry!.bytes.equals(await buffer(createReadStream(file)))).toBe(true);
    }
  });
});
