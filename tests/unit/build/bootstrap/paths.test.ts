import { resolve } from 'node:path';
import { describe, expect, it } from 'vitest';
import { cacheFolder } from '../../../../build/bootstrap/paths.mjs';

describe('the cache folder', () => {
  it('[F2] DIVISI_CACHE comes first, then XDG_CACHE_HOME, then ~/.cache', () => {
    const xdg = { XDG_CACHE_HOME: '/xdg' };
    expect(cacheFolder({ ...xdg, DIVISI_CACHE: '/own' }, 'linux', '/home/a')).toBe(resolve('/own'));
    expect(cacheFolder(xdg, 'linux', '/home/a')).toBe('/xdg/divisi');
    expect(cacheFolder({}, 'linux', '/home/a')).toBe('/home/a/.cache/divisi');
  });

  it('[F2] a relative XDG_CACHE_HOME is ignored', () => {
    expect(cacheFolder({ XDG_CACHE_HOME: 'relative' }, 'linux', '/home/a')).toBe('/home/a/.cache/divisi');
  });
});
