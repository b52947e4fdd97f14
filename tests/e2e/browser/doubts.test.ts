import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { beforeAll, expect, it } from 'vitest';
import { midiFile, off, on, trackName } from '../../support/midi-file-bytes.ts';
import { writeWav } from '../../support/toy-piece.ts';
import { historyNames, showTab } from './roll-page.ts';
import { whenIdle } from './toy-project.ts';
import { describeInBrowser } from './window-session.ts';

const sampleRate = 22_050;
const seconds = 20;
/** In a key, which is what tells a score from any other. Half-second notes; nobody plays from 6 to 12 s. */
const motif = [0, 4, 7, 12, 9, 5, 2, 7, 11, 14, 7, 4, 0, 5, 9, 12, 4, 2, 0];
const pitches = Array.from({ length: 2 * seconds - 2 }, (_, index) => 60 + motif[index % motif.length]!);
const isPlayed = (index: number): boolean => index < 12 || index >= 24;

function tune(): Float32Array {
  const sound = new Float32Array(seconds * sampleRate);
  pitches.forEach((pitchMidi, index) => {
    if (!isPlayed(index)) return;
    const hz = 440 * 2 ** ((pitchMidi - 69) / 12);
    for (let i = 0; i < 0.48 * sampleRate; i++) {
      const sec = i / sampleRate;
      const edge = Math.min(1, sec / 0.005, (0.48 - sec) / 0.01) * Math.exp(-2 * sec);
      for (let partial = 1; partial <= 4; partial++) {
        sound[Math.round(index * 0.5 * sampleRate) + i]! +=
          (0.2 * edge * Math.sin(2 * Math.PI * hz * partial * sec)) / partial;
      }
    }
  });
  return sound;
}

describeInBrowser('passages in doubt', (session) => {
  beforeAll(async () => {
    const page = session.page();
    const folder = join(session.home, 'gap');
    await mkdir(folder);
    const events = pitches.flatMap((pitch, index) => [on(index === 0 ? 0 : 20, pitch), off(460, pitch)]);
    await writeFile(join(folder, 'gap.mid'), midiFile({}, [trackName('tune'), ...events]));
    await writeWav(join(folder, 'gap.wav'), [tune()], sampleRate);
    await page.getByLabel('Recording', { exact: true }).setInputFiles(join(folder, 'gap.wav'));
    await page.getByLabel('MIDI score', { exact: true }).setInputFiles(join(folder, 'gap.mid'));
    await page.getByRole('button', { name: 'Create project' }).click();
    await page.getByRole('application', { name: 'Piano roll' }).waitFor({ timeout: 60_000 });
    await whenIdle(page);
  }, 180_000);

  it('[U86] J goes to the next one, A accepts and R rejects it, each as one step', async () => {
    const page = session.page();
    const roll = page.getByRole('application', { name: 'Piano roll' });
    await showTab(page, 'Doubts');
    const waiting = page.getByRole('tabpanel').getByRole('button', { name: 'Accept' });
    await waiting.first().waitFor();
    const count = await waiting.count();
    await roll.press('j');
    await roll.press('a');
    await expect.poll(() => waiting.count()).toBe(count - 1);
    expect((await historyNames(page)).at(-1)).toBe('Accept 1 passage');
    await roll.press('Control+z');
    await showTab(page, 'Doubts');
    await expect.poll(() => waiting.count()).toBe(count);
    await roll.press('r');
    expect((await historyNames(page)).at(-1)).toBe('Reject 1 passage');
    await showTab(page, 'Doubts');
    await page.getByRole('tabpanel').getByRole('button', { name: 'Reopen' }).press('Enter');
    await expect.poll(() => waiting.count()).toBe(count);
  });

  it('[U44] nothing failed unseen', () => {
    expect(session.faults).toEqual([]);
  });
});
