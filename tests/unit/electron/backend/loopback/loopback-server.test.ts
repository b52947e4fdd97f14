import { request } from 'node:http';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { startLoopbackServer } from '../../../../../electron/backend/loopback/loopback-server.ts';
import type { LoopbackServer } from '../../../../../electron/backend/loopback/loopback-server.ts';
import { connect, openSession } from '../../../../support/loopback-session.ts';

describe('the loopback server', () => {
  let server: LoopbackServer;
  let connections = 0;
  beforeEach(async () => {
    connections = 0;
    server = await startLoopbackServer({
      routes: [
        (_, answer, url) => {
          if (url.pathname === '/broken') throw new Error('broken');
          if (url.pathname !== '/') return Promise.resolve(false);
          answer.end('the page');
          return Promise.resolve(true);
        },
      ],
      onConnection: () => connections++,
      onFault: () => {},
    });
  });
  afterEach(() => server.close());

  it('[RP11] exchanges a token for a cookie once, and sends to the plain address', async () => {
    const address = server.createAddress();
    const first = await fetch(address, { redirect: 'manual' });
    expect(first.status).toBe(303);
    expect(first.headers.get('location')).toBe('/');
    const cookie = first.headers.get('set-cookie') ?? '';
    expect(cookie).toMatch(/^divisi-\d+=[\w-]{43}; HttpOnly; SameSite=Strict; Path=\/$/);
    expect((await fetch(address, { redirect: 'manual' })).status).toBe(403);
    const headers = { cookie: cookie.split(';')[0]! };
    expect(await (await fetch(`http://127.0.0.1:${server.port}/`, { headers })).text()).toBe('the page');
  });

  it('[RP11] refuses pages and connections without the cookie', async () => {
    const { origin } = await openSession(server);
    expect((await fetch(`${origin}/`)).status).toBe(403);
    expect((await fetch(`${origin}/?token=guess`)).status).toBe(403);
    await expect(connect(server.port, { origin })).rejects.toThrow('403');
    await expect(connect(server.port, { origin, cookie: `divisi-${server.port}=x` })).rejects.toThrow('403');
    expect(connections).toBe(0);
  });

  it('[RP11] refuses other origins and hosts, even with the cookie', async () => {
    const { cookie, origin } = await openSession(server);
    const { port } = server;
    await expect(connect(port, { cookie, origin: 'http://example.org' })).rejects.toThrow('403');
    await expect(connect(port, { cookie })).rejects.toThrow('403');
    await expect(connect(port, { cookie, origin, host: `example.org:${port}` })).rejects.toThrow('403');
    expect(await statusOf(port, { cookie, host: `example.org:${port}` })).toBe(403);
    expect(await statusOf(port, { cookie, host: `127.0.0.1:${port}`, origin: 'http://evil' })).toBe(403);
    expect(await statusOf(port, { cookie, host: `127.0.0.1:${port}` })).toBe(200);
    expect(connections).toBe(0);
  });

  it('[RP12] the cookie brings a reloaded page and a lost connection back', async () => {
    const session = await openSession(server);
    const first = await session.socket();
    first.terminate();
    const second = await session.socket();
    expect(connections).toBe(2);
    second.terminate();
    expect((await session.get('/')).status).toBe(200);
  });

  it('[RP11] a second window needs an address of its own, and gets in beside the first', async () => {
    const sessions = [await openSession(server), await openSession(server)];
    for (const session of sessions) (await session.socket()).terminate();
    expect(connections).toBe(2);
    expect(sessions[0]!.cookie).not.toBe(sessions[1]!.cookie);
  });

  it('[RP6] a fault in a page is 500, a path that nobody has 404', async () => {
    const session = await openSession(server);
    expect((await session.get('/broken')).status).toBe(500);
    expect((await session.get('/other')).status).toBe(404);
  });
});

function statusOf(port: number, headers: Readonly<Record<string, string>>): Promise<number> {
  return new Promise((resolve, reject) => {
    const asked = request({ host: '127.0.0.1', port, path: '/', headers }, (answer) => {
      answer.resume();
      resolve(answer.statusCode ?? 0);
    });
    asked.once('error', reject);
    asked.end();
  });
}
