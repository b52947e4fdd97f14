import { describe, expect, it } from 'vitest';
import { nameProblem } from '../../../../build/checks/names.mjs';

describe('names of files', () => {
  it.each([
    'shared/std/result.ts',
    'electron/backend/cli.entry.ts',
    'renderer/App.svelte',
    'renderer/state/document.svelte.ts',
    'build/vite.backend.config.ts',
    'build/bootstrap/run.mjs',
    'shared/std/fft-js.d.ts',
  ])('[F8] %s is fine', (path) => {
    expect(nameProblem(path, new Set())).toBeNull();
  });

  it.each([
    'shared/std/utils.ts',
    'shared/music/types.ts',
    'shared/music/index.ts',
    'shared/music/tempoMap.ts',
    'shared/music/tempo_map.ts',
    'renderer/app.svelte',
  ])('[F8] %s is not', (path) => {
    expect(nameProblem(path, new Set())).toEqual(expect.any(String));
  });

  it('[F8] a unit test mirrors the path of what it tests; an aspect may follow', () => {
    const known = new Set(['shared/std/result.ts']);
    expect(nameProblem('tests/unit/shared/std/result.test.ts', known)).toBeNull();
    expect(nameProblem('tests/unit/shared/std/result-edge-cases.test.ts', known)).toBeNull();
    expect(nameProblem('tests/unit/shared/result.test.ts', known)).toMatch(/there is no shared\/result\.ts/);
  });
});
