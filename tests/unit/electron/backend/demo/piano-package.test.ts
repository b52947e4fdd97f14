import { createHash } from 'node:crypto';
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import {
  loadPianoPackage,
  pianoAttribution,
  pianoPackages,
} from '../../../../../electron/backend/demo/piano-package.ts';
import type { PianoPackage } from '../../../../../electron/backend/demo/piano-package.ts';
import { tarBytes } from '../../../../support/tar-bytes.ts';
import { useTempFolder } from '../../../../support/temp-folder.ts';

const inFolder = useTempFolder();
const live = new AbortController().signal;
const archive = gzipSync(
  tarBytes([{ name: 'package/audio/C4v6.ogg', body: 'sound' }, { name: 'package/LICENSE' }]),
);
const wanted: PianoPackage = {
  name: '@scope/piano-test',
  version: '1.0.0',
  integrity: `sha512-${createHash('sha512').update(archive).digest('base64')}`,
  velocity: 64,
};

const saved = { ...process.env };
beforeEach(() => {
  // A stand-in for npm that finds no registry.
  writeFileSync(inFolder('npm-cli.js'), 'console.error("npm error network unreachable"); process.exit(1);');
  process.env['npm_execpath'] = inFolder('npm-cli.js');
});
afterEach(() => {
  process.env = { ...saved };
});

function store(cache: string, bytes: Uint8Array): void {
  process.env['DIVISI_CACHE'] = inFolder(cache);
  mkdirSync(join(inFolder(cache), 'piano'), { recursive: true });
  writeFileSync(join(inFolder(cache), 'piano', 'piano-test-1.0.0.tgz'), bytes);
}

describe('loadPianoPackage', () => {
  it('[O6] takes a package whose hash is right from the cache, without a download', async () => {
    store('good', archive);
    const fetched: string[] = [];
    const loaded = await loadPianoPackage(wanted, (text) => fetched.push(text), live);
    if (!loaded.ok) throw new Error(loaded.error.message);
    expect([...loaded.value.keys()]).toEqual(['C4v6.ogg']);
    expect(fetched).toEqual([]);
  });

  it('[O6] a damaged copy is fetched again; without a network that fails with a sentence', async () => {
    store('bad', archive.subarray(0, 40));
    const fetched: string[] = [];
    const loaded = await loadPianoPackage(wanted, (text) => fetched.push(text), live);
    expect(fetched).toHaveLength(1);
    expect(loaded).toMatchObject({ ok: false, error: { code: 'download-failed' } });
    expect(loaded.ok ? '' : loaded.error.message).toMatch(/@scope\/piano-test@1\.0\.0.*unreachable/);
  });

  it('[O6] a package with another hash is refused', async () => {
    process.env['DIVISI_CACHE'] = inFolder('other');
    const pack = `require('fs').writeFileSync(process.argv[process.argv.indexOf('--pack-destination') + 1] + '/x.tgz', 'x')`;
    writeFileSync(inFolder('npm-cli.js'), pack);
    const loaded = await loadPianoPackage(wanted, () => {}, live);
    expect(loaded.ok ? '' : loaded.error.message).toMatch(/SHA-512/);
  });

  it('[O6] the samples are named, licensed and pinned', () => {
    expect(pianoAttribution).toMatch(/Alexander Holm, CC BY 3\.0/);
    for (const { integrity } of pianoPackages) expect(integrity).toMatch(/^sha512-[A-Za-z0-9+/]{86}==$/);
  });
});
