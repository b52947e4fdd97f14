import { existsSync, mkdtempSync, readdirSync } from 'node:fs';
import { createServer, type RequestListener, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { afterEach, describe, expect, it } from 'vitest';
import { fetchOfficial, officialAddresses } from '../../../../../build/bootstrap/native/official.mjs';
import { tarBytes } from '../../../../support/tar-bytes.ts';
import { useTempFolder } from '../../../../support/temp-folder.ts';

const temp = useTempFolder();

const LIMITS = { firstByteMs: 300, stallMs: 300 };
const addon = gzipSync(tarBytes([{ name: 'napi-v8/tfjs_binding.node', body: 'addon' }]));
const library = gzipSync(tarBytes([{ name: './lib/libtensorflow.so.2', body: 'library'.repeat(5000) }]));

let server: Server | null = null;
afterEach(() => {
  server?.closeAllConnections();
  server?.close();
});

async function serve(answer: RequestListener): Promise<{ addon: string; library: string }> {
  const started = createServer(answer);
  server = started;
  await new Promise<void>((resolve) => started.listen(0, '127.0.0.1', resolve));
  const base = `http://127.0.0.1:${(started.address() as AddressInfo).port}`;
  return { addon: `${base}/addon`, library: `${base}/library` };
}

function newTarget(): string {
  return join(mkdtempSync(temp('official-')), 'library');
}

describe('the official source', () => {
  it('[N3] both archives are unpacked', async () => {
    const addresses = await serve((request, response) => {
      response.end(request.url === '/addon' ? addon : library);
    });
    const folder = newTarget();
    await fetchOfficial(addresses, folder, LIMITS);
    expect(readdirSync(folder).sort()).toEqual(['libtensorflow.so.2', 'tfjs_binding.node']);
  });

  it.each([
    [
      'refuses',
      /answered 403/,
      (
        () => (_request, response) =>
          void response.writeHead(403).end()
      )(),
    ],
    [
      'never answers',
      /did not answer in time/,
      (
        () => () =>
          undefined
      )(),
    ],
    [
      'stops in the middle',
      /./,
      (
        () => (request, response) =>
          void (request.url === '/addon' ? response.end(addon) : response.write(library.subarray(0, 60)))
      )(),
    ],
    [
      'breaks off',
      /./,
      (
        () => (_request, response) =>
          void response.write(library.subarray(0, 60), () => response.destroy())
      )(),
    ],
    [
      'sends something else',
      /./,
      (
        () => (_request, response) =>
          void response.end('<html></html>')
      )(),
    ],
  ] as [string, RegExp, RequestListener][])(
    '[N3] a source that %s is given up, and leaves nothing behind',
    async (_name, message, answer) => {
      const addresses = await serve(answer);
      const folder = newTarget();
      await expect(fetchOfficial(addresses, folder, LIMITS)).rejects.toThrow(message);
      expect(existsSync(folder)).toBe(false);
      expect(readdirSync(join(folder, '..'))).toEqual([]);
    },
    5000,
  );

  it('[N3] addresses are known where both archives are gzipped tar files', () => {
    expect(officialAddresses('linux', 'x64', 'https://example.org')).toEqual({
      library: 'https://example.org/tensorflow/libtensorflow/libtensorflow-cpu-linux-x86_64-2.9.1.tar.gz',
      addon: 'https://example.org/tf-builds/pre-built-binary/napi-v8/4.22.0/CPU-linux-4.22.0.tar.gz',
    });
    expect(officialAddresses('win32', 'x64')).toBeNull();
    expect(officialAddresses('freebsd', 'x64')).toBeNull();
  });
});
