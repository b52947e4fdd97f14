import { describe, expect, it } from 'vitest';
import { forbiddenImport } from '../../../../build/checks/layer-rules.mjs';

function judge(from: string, to: string, typeOnly = false): string | null {
  return forbiddenImport({ from, to, typeOnly });
}

describe('the import table', () => {
  it.each([
    ['shared/std/a.ts', 'shared/contract/errors.ts'],
    ['shared/music/a.ts', 'shared/std/result.ts'],
    ['shared/music/a.ts', 'midi-file'],
    ['electron/backend/engine/model/a.ts', 'shared/labels/a.ts'],
    ['electron/backend/engine/model/a.ts', 'node:fs'],
    ['electron/backend/cli/a.ts', 'electron/backend/engine/separate.ts'],
    ['electron/backend/native/a.ts', '@tensorflow/tfjs-node'],
    ['electron/main/window.ts', 'electron'],
    ['electron/preload/preload.entry.ts', 'electron'],
    ['renderer/features/roll/a.ts', 'renderer/ui/b.ts'],
    ['renderer/App.svelte', 'svelte'],
    ['tests/unit/a.test.ts', 'electron/backend/engine/a.ts'],
  ])('[F7] %s may import %s', (from, to) => {
    expect(judge(from, to)).toBeNull();
  });

  it.each([
    ['shared/std/a.ts', 'shared/music/score.ts'],
    ['shared/music/a.ts', 'node:fs'],
    ['shared/music/a.ts', 'electron'],
    ['shared/music/a.ts', '@tensorflow/tfjs-core'],
    ['shared/music/a.ts', 'svelte/store'],
    ['shared/music/a.ts', 'electron/backend/engine/a.ts'],
    ['electron/backend/engine/a.ts', 'electron/backend/cli/b.ts'],
    ['electron/backend/engine/a.ts', 'electron/backend/service.ts'],
    ['electron/backend/engine/a.ts', 'electron/backend/native/load-tensorflow.ts'],
    ['electron/backend/engine/a.ts', '@tensorflow/tfjs-node'],
    ['electron/backend/engine/a.ts', '@tensorflow/tfjs-core'],
    ['electron/backend/cli/a.ts', '@tensorflow/tfjs-node'],
    ['electron/backend/cli/a.ts', 'electron'],
    ['electron/backend/cli/a.ts', 'renderer/App.svelte'],
    ['electron/backend/cli/a.ts', 'electron/backend/trainer.entry.ts'],
    ['electron/main/a.ts', 'electron/backend/service.ts'],
    ['electron/preload/a.ts', 'node:fs'],
    ['electron/preload/a.ts', 'shared/std/result.ts'],
    ['renderer/a.ts', 'node:fs'],
    ['renderer/a.ts', 'electron'],
    ['renderer/a.ts', 'electron/backend/service.ts'],
    ['renderer/features/roll/a.ts', 'renderer/features/align/b.ts'],
    ['build/vite.backend.config.ts', 'shared/std/result.ts'],
  ])('[F7] %s may not import %s', (from, to) => {
    expect(judge(from, to)).toEqual(expect.any(String));
  });

  it('[F7] types cross where values do not', () => {
    expect(judge('electron/backend/engine/a.ts', '@tensorflow/tfjs-core', true)).toBeNull();
    expect(judge('electron/backend/engine/a.ts', 'electron/backend/native/a.ts', true)).toBeNull();
    expect(judge('electron/preload/a.ts', 'shared/contract/contract.ts', true)).toBeNull();
    expect(judge('electron/backend/engine/a.ts', '@tensorflow/tfjs-node', true)).not.toBeNull();
  });
});
