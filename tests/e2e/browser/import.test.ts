import { mkdtemp, readFile, readdir } from 'node:fs/promises';
import { basename, join } from 'node:path';
import type { Page } from 'playwright-core';
import { expect, it } from 'vitest';
import { openBytes, readWhole } from '../../support/open-bytes.ts';
import { hasProgram, runProgram } from '../../support/outside-program.ts';
import { writeToyPiece } from '../../support/toy-piece.ts';
import { historyNames } from './roll-page.ts';
import { describeInBrowser } from './window-session.ts';

describeInBrowser('getting in', (session) => {
  it('[U55] files that are neither recording nor score are named where they were dropped', async () => {
    const page = session.page();
    await drop(page, [{ name: 'notes.txt', bytes: Buffer.from('hello') }]);
    await page.getByRole('alert').getByText('“notes.txt” is neither a recording nor a MIDI file').waitFor();
    await drop(page, [{ name: 'take.wma', bytes: Buffer.from('0&') }]);
    const unread = 'is in a coding that Divisi does not read';
    await page.getByRole('alert').getByText(`“take.wma” ${unread}`).waitFor();
    const noScore = { name: 'score.mid', bytes: Buffer.from('MThd') };
    await drop(page, [{ name: 'take.m4a', bytes: Buffer.from('0000ftypM4A and no more') }, noScore]);
    await page.getByRole('button', { name: 'Create project' }).click();
    await page.getByRole('alert').getByText(`“take.m4a” ${unread}`).waitFor();
    await drop(page, [{ name: 'take.wav', bytes: Buffer.from('RIFF    WAVE, but no more') }]);
    await drop(page, [noScore]);
    await page.getByRole('button', { name: 'Create project' }).click();
    await page.getByRole('alert').getByText('Not a readable MIDI file').waitFor();
    expect(await page.getByRole('dialog').count()).toBe(0);
  });

  it('[U56] dropped files are sent in pieces, and the steps of the import are told', async () => {
    const page = session.page();
    const folder = await mkdtemp(join(session.home, 'piece-'));
    // Twelve channels: more than one piece, and quickly read.
    const { recordingPath, scorePath } = await writeToyPiece((file) => join(folder, file), {
      sampleRate: 44_100,
      channelGains: Array.from({ length: 12 }, () => 0.3),
      name: 'pieces',
    });
    const ranges: string[] = [];
    page.on('request', (request) => {
      if (request.method() === 'PUT') ranges.push(request.headers()['content-range'] ?? '');
    });
    const files = await Promise.all(
      [scorePath, recordingPath].map(async (path) => ({ name: basename(path), bytes: await readFile(path) })),
    );
    const { length } = files[1]!.bytes;
    await drop(page, files);
    await page.getByText('pieces.wav').waitFor();
    await page.getByRole('button', { name: 'Create project' }).click();
    await page.getByRole('listitem').filter({ hasText: 'Finding the score in the recording' }).waitFor();
    await page.getByRole('application', { name: 'Piano roll' }).waitFor({ timeout: 60_000 });
    const piece = 4 * 2 ** 20;
    expect(ranges).toEqual([
      `bytes 0-${piece - 1}/${length}`,
      `bytes ${piece}-${length - 1}/${length}`,
      `bytes 0-${files[0]!.bytes.length - 1}/${files[0]!.bytes.length}`,
    ]);
    expect(await historyNames(page)).toContain('Align');
    expect(session.faults).toEqual([]);
  }, 180_000);
});

describeInBrowser('what telephones record', (session) => {
  it.skipIf(!hasProgram('ffmpeg'))(
    '[U99] AAC is decoded in the window, to the sample',
    async () => {
      const page = session.page();
      const folder = await mkdtemp(join(session.home, 'piece-'));
      const place = (name: string): string => join(folder, name);
      const { recordingPath, scorePath } = await writeToyPiece(place, { sampleRate: 44_100, name: 'phone' });
      const coding = ['-c:a', 'aac', '-b:a', '192k'];
      runProgram('ffmpeg', ['-v', 'error', '-i', recordingPath, ...coding, place('phone.m4a')]);
      const files = [scorePath, place('phone.m4a')].map(async (path) => ({
        name: basename(path),
        bytes: await readFile(path),
      }));
      await drop(page, await Promise.all(files));
      await page.getByText('phone.m4a').waitFor();
      await page.getByRole('button', { name: 'Create project' }).click();
      await page.getByRole('application', { name: 'Piano roll' }).waitFor({ timeout: 60_000 });
      const copy = (await readdir(session.home, { recursive: true })).find(
        (name) => name.endsWith('phone.wav') && name.includes('media'),
      );
      const [decoded, original] = await Promise.all(
        [join(session.home, copy!), recordingPath].map(async (path) => {
          const bytes = await readFile(path);
          const recording = await openBytes(bytes, place('opened.wav'));
          const { sampleRate, lengthSamples } = recording;
          return { sampleRate, lengthSamples, samples: (await readWhole(recording))[0]! };
        }),
      );
      expect(decoded).toMatchObject({ sampleRate: 44_100, lengthSamples: original!.lengthSamples });
      // Lossy, but neither late nor early.
      let [energy, error] = [0, 0];
      original!.samples.forEach((sample, i) => {
        energy += sample ** 2;
        error += (sample - decoded!.samples[i]!) ** 2;
      });
      expect(10 * Math.log10(energy / error)).toBeGreaterThan(20);
      expect(session.faults).toEqual([]);
    },
    90_000,
  );
});

/** As if they were dropped anywhere on the page. */
async function drop(page: Page, files: readonly { name: string; bytes: Buffer }[]): Promise<void> {
  const data = files.map(({ name, bytes }) => ({ name, base64: bytes.toString('base64') }));
  await page.evaluate(async (dropped) => {
    const dataTransfer = new DataTransfer();
    for (const { name, base64 } of dropped) {
      const bytes = Uint8Array.from(atob(base64), (letter) => letter.charCodeAt(0));
      dataTransfer.items.add(new File([bytes], name));
    }
    document.body.dispatchEvent(new DragEvent('drop', { bubbles: true, cancelable: true, dataTransfer }));
  }, data);
}
