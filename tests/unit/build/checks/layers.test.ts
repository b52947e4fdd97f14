import { describe, expect, it } from 'vitest';
import { checkLayers, importsOf } from '../../../../build/checks/layers.mjs';

describe('collecting imports', () => {
  it('[F7] finds every way to import, resolved from the file', () => {
    const source = `
      import { ok } from '../std/result.ts';
      import type { Err } from '../std/result.ts';
      import { type Ok } from './ok.ts';
      import './effect.ts';
      export { pitch } from './pitch.ts';
      const late = await import('node:fs');
      const old = require('electron');
      type Lazy = typeof import('@tensorflow/tfjs-core');
      // import { no } from './comment.ts';
    `;
    expect(importsOf('shared/music/a.ts', source).map(({ to, typeOnly }) => [to, typeOnly])).toEqual([
      ['shared/std/result.ts', false],
      ['shared/std/result.ts', true],
      ['shared/music/ok.ts', true],
      ['shared/music/effect.ts', false],
      ['shared/music/pitch.ts', false],
      ['node:fs', false],
      ['electron', false],
      ['@tensorflow/tfjs-core', true],
    ]);
  });

  it('[F7] reads the script of a Svelte file', () => {
    const source = `<script lang="ts">import { a } from './a.ts';</script><p>import b from './b.ts'</p>`;
    expect(importsOf('renderer/App.svelte', source).map(({ to }) => to)).toEqual(['renderer/a.ts']);
  });
});

describe('the project', () => {
  it('[F7] keeps its own import table', () => {
    expect(checkLayers().problems).toEqual([]);
  });
});
