import { describe, expect, it } from 'vitest';
import { sizeProblem } from '../../../../build/checks/sizes.mjs';

describe('sizes of files', () => {
  it('[F8] 300 lines pass, 301 do not', () => {
    expect(sizeProblem('a.ts', 'x\n'.repeat(300))).toBeNull();
    expect(sizeProblem('a.ts', 'x\n'.repeat(301))).toMatch(/301 lines/);
  });

  it('[F8] a longer file says why at its top', () => {
    expect(sizeProblem('a.ts', `/** Long file: one table. */\n${'x\n'.repeat(400)}`)).toBeNull();
    expect(sizeProblem('a.ts', `${'x\n'.repeat(400)}/** Long file: one table. */`)).not.toBeNull();
  });
});
