import { mkdirSync, writeFileSync } from 'node:fs';
import { beforeAll, describe, expect, it } from 'vitest';
import { appProtocol } from '../../../../electron/main/app-protocol.ts';
import type { ShellClient } from '../../../../electron/main/app-protocol.ts';
import { divisiError } from '../../../../shared/contract/errors.ts';
import { err, ok } from '../../../../shared/std/result.ts';
import { useTempFolder } from '../../../support/temp-folder.ts';

const temp = useTempFolder();

/** Gives blocks of the text 'abcdefgh', and keeps what it was asked. */
function fakeShell(): { client: ShellClient; asked: [string, unknown][] } {
  const asked: [string, unknown][] = [];
  const blocks = ['abcd', 'efgh'];
  const call = async (name: string, params: { readonly path?: string }): Promise<unknown> => {
    asked.push([name, params]);
    if (name === 'resource.open') {
      if (params.path?.includes('missing') === true) return err(divisiError('file-missing', 'Not there.'));
      return ok({
        status: 206,
        headers: { 'Content-Type': 'audio/wav', 'Content-Range': 'bytes 0-7/99' },
        body: 3,
      });
    }
    if (name === 'resource.read') {
      const block = blocks.shift();
      return ok({ bytes: block === undefined ? null : new TextEncoder().encode(block) });
    }
    return ok(name === 'upload.append' ? { received: 5 } : null);
  };
  return { client: { call } as unknown as ShellClient, asked };
}

describe('the application’s own protocol', () => {
  beforeAll(() => {
    mkdirSync(temp('page/assets'), { recursive: true });
    writeFileSync(temp('page/index.html'), '<!doctype html>');
    writeFileSync(temp('page/assets/main.js'), 'void 0;');
    writeFileSync(temp('page/.secret'), 'secret');
    writeFileSync(temp('main.cjs'), 'secret');
  });
  const answer = (url: string, init: RequestInit = {}, shell = fakeShell()): Promise<Response> =>
    appProtocol(temp('page'), async () => shell.client)(new Request(url, init));

  it('[SH13] gives the page and its files, by their types', async () => {
    const page = await answer('app://divisi/');
    expect(await page.text()).toBe('<!doctype html>');
    expect(page.headers.get('Content-Type')).toBe('text/html; charset=utf-8');
    const script = await answer('app://divisi/assets/main.js');
    expect(script.headers.get('Content-Type')).toMatch(/javascript/);
  });

  it('[SE3] puts the content policy on every answer', async () => {
    const answers = await Promise.all([
      answer('app://divisi/'),
      answer('app://divisi/none'),
      answer('app://divisi/resources/p1/cache/a.wav'),
      answer('app://divisi/resources/p1/cache/missing'),
      answer('app://divisi/x', { method: 'POST', body: 'x' }),
      answer('app://other/'),
    ]);
    expect(answers.map(({ status }) => status)).toEqual([200, 404, 206, 404, 405, 403]);
    for (const { headers } of answers) {
      expect(headers.get('Content-Security-Policy')).toMatch(/^default-src 'none'; script-src 'self'/);
      expect(headers.get('Content-Security-Policy')).not.toMatch(/'unsafe-eval'/);
      expect(headers.get('X-Content-Type-Options')).toBe('nosniff');
      expect(headers.get('Cross-Origin-Resource-Policy')).toBe('same-origin');
    }
  });

  it('[SE9] leads nowhere out of the page’s folder', async () => {
    for (const path of [
      '../main.cjs',
      '%2e%2e/main.cjs',
      '..%2fmain.cjs',
      '..%5cmain.cjs',
      '.secret',
      'assets/',
      'a%00b',
    ])
      expect((await answer(`app://divisi/${path}`)).status, path).toBe(404);
  });

  it('[SH13] asks the service for ranges, block by block, and gives a body up with its reader', async () => {
    const shell = fakeShell();
    const response = await answer(
      'app://divisi/resources/p1/cache/a.wav',
      { headers: { Range: 'bytes=0-7' } },
      shell,
    );
    expect(response.status).toBe(206);
    expect(response.headers.get('Content-Range')).toBe('bytes 0-7/99');
    expect(shell.asked[0]).toEqual([
      'resource.open',
      { path: '/resources/p1/cache/a.wav', method: 'GET', range: 'bytes=0-7' },
    ]);
    expect(await response.text()).toBe('abcdefgh');
    const other = fakeShell();
    const given = await answer('app://divisi/resources/p1/cache/a.wav', {}, other);
    const reader = given.body!.getReader();
    await reader.read();
    await reader.cancel();
    expect(other.asked.map(([name]) => name)).toContain('resource.close');
  });

  it('[SH13] takes pieces of files that have no path', async () => {
    const shell = fakeShell();
    const response = await answer(
      'app://divisi/uploads/0a1b',
      { method: 'PUT', body: 'hello', headers: { 'Content-Range': 'bytes 10-14/20' } },
      shell,
    );
    expect(await response.json()).toEqual({ received: 5 });
    expect(shell.asked).toEqual([
      ['upload.append', { upload: '0a1b', at: 10, bytes: new TextEncoder().encode('hello') }],
    ]);
  });
});
