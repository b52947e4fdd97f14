/**
 * The packed application's command line, from the packed folder, through main's arguments: with a stand-in of Electron
 * whose processes are children of the Node that runs these tests.
 */
import { cpSync, existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { AppContract } from '../../shared/contract/contract.ts';
import { connectContract } from '../../shared/rpc/client.ts';
import { emitterPortTransport } from '../../shared/rpc/transports/message-port.ts';
import { StandInChannel } from '../e2e/electron/stand-in/stand-in-port.ts';
import { StandInProcess } from '../e2e/electron/stand-in/stand-in-process.ts';
import { valueOf } from '../support/service-lines.ts';
import { useTempFolder } from '../support/temp-folder.ts';
import { writeToyPiece } from '../support/toy-piece.ts';
import { packedFolder, resources, skipReason, startPacked } from './packed-app.ts';
import type { Ran } from './packed-app.ts';
import { takeOut } from './stand-in/take-out.ts';

const temp = useTempFolder();

describe.skipIf(packedFolder === null)(`the packed command line${skipReason}`, () => {
  let app: string;
  const cache = process.env['DIVISI_CACHE'];
  beforeAll(() => {
    app = takeOut(resources, temp('app'));
    mkdirSync(temp('home'));
    // Nothing of this machine's may help: an empty cache.
    process.env['DIVISI_CACHE'] = temp('empty-cache');
  });
  afterAll(() => {
    if (cache === undefined) delete process.env['DIVISI_CACHE'];
    else process.env['DIVISI_CACHE'] = cache;
  });

  const run = (...args: readonly string[]): Promise<Ran> => startPacked(args, app, temp('home')).ran;

  it('[PK7] answers without a window, with exit codes and both streams', async () => {
    const { version } = JSON.parse(readFileSync(join(app, 'package.json'), 'utf8')) as {
      readonly version: string;
    };
    expect(await run('--version')).toEqual({ code: 0, out: `${version}\n`, err: '' });
    const wrong = await run('--no-sandbox', 'separate', 'nothing.wav', 'nothing.mid', '--out', 'stems');
    expect(wrong).toMatchObject({ code: 3, out: '' });
    expect(wrong.err).toContain('nothing.wav');
  });

  it('[PK7] finds the native library that is in the package', async () => {
    const examined = await run('doctor', '--json');
    const { native, backend } = JSON.parse(examined.out) as {
      readonly native: boolean;
      readonly backend: string;
    };
    expect({ code: examined.code, native, backend }).toEqual({ code: 0, native: true, backend: 'native' });
  });

  it('[PK7] separates, in a process that main starts, with files and a report', async () => {
    const piece = await writeToyPiece(temp);
    const { code, out, err } = await run(
      'separate',
      piece.recordingPath,
      piece.scorePath,
      '--no-align',
      '--out',
      temp('stems'),
      '--json',
    );
    expect(err).not.toContain('does not load');
    expect(code).toBe(0);
    const report = JSON.parse(out) as { readonly backend?: string };
    expect(JSON.stringify(report)).toContain('"native"');
    expect(readdirSync(temp('stems')).filter((name) => name.endsWith('.wav')).length).toBeGreaterThan(1);
  });

  it('[PK7] stopped, it ends with 130 and leaves nothing half-written', async () => {
    const piece = await writeToyPiece(temp, { name: 'stopped' });
    const { child, ran } = startPacked(
      [
        'separate',
        piece.recordingPath,
        piece.scorePath,
        '--no-align',
        '--out',
        temp('stopped'),
        '--epochs',
        '100000',
      ],
      app,
      temp('home'),
    );
    child.stderr?.once('data', () => child.kill('SIGTERM'));
    expect((await ran).code).toBe(130);
    expect(existsSync(temp('stopped')) ? readdirSync(temp('stopped')) : []).toEqual([]);
  });

  it('[PK3] runs no job on a library that is not the one it was packed with', async () => {
    const other = temp('other-app');
    cpSync(app, other, { recursive: true, verbatimSymlinks: true });
    const path = join(other, '.vite', 'build', 'native-sums.json');
    writeFileSync(path, readFileSync(path, 'utf8').replace(/": "[0-9a-f]{8}/, '": "00000000'));
    const piece = await writeToyPiece(temp, { name: 'tampered' });
    const { code, err } = await startPacked(
      ['separate', piece.recordingPath, piece.scorePath, '--no-align', '--out', temp('tampered')],
      other,
      temp('home'),
    ).ran;
    expect(code).toBe(4);
    expect(err).toContain('libtensorflow');
  });

  it('[PK8] makes the demo without network or cache, and separates it', async () => {
    const service = new StandInProcess(join(app, '.vite', 'build', 'utility.entry.js'), [], {}, temp('home'));
    const { port1, port2 } = new StandInChannel();
    service.postMessage({ kind: 'window' }, [port2]);
    const client = connectContract<AppContract>(emitterPortTransport(port1));
    const { folder, project } = valueOf(await client.call('project.demo', {}));
    valueOf(await client.call('project.close', { project }));
    service.kill();
    const media = readdirSync(join(folder, 'media'), { recursive: true }).map((name) =>
      join(folder, 'media', String(name)),
    );
    const [recording, score] = ['.wav', '.mid'].map(
      (ending) => media.find((path) => path.endsWith(ending)) ?? '',
    );
    const args = ['--groups', 'hands', '--excerpt', '0-6', '--out', temp('demo'), '--json'];
    const { code, out } = await run('separate', recording ?? '', score ?? '', ...args);
    expect(code).toBe(0);
    const { nullDepthDb } = JSON.parse(out) as { readonly nullDepthDb?: number };
    expect(nullDepthDb).toBeLessThan(-100);
    expect(readdirSync(temp('demo')).filter((name) => name.endsWith('.wav')).length).toBe(3);
  }, 120_000);
});
