import { describe, expect, it } from 'vitest';
import { runsForge } from '../../../../build/bootstrap/electrons-node.mjs';

describe('a Node for Electron Forge', () => {
  it.each([
    ['20.20.2', false],
    ['22.12.0', false],
    ['22.13.0', true],
    ['24.21.0', true],
    ['26.0.0', true],
  ])('[PK15] %s runs it: %s', (version, isEnough) => {
    expect(runsForge(version)).toBe(isEnough);
  });
});
