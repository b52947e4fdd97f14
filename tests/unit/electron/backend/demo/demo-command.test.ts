import { describe, expect, it } from 'vitest';
import { runDemoCommand } from '../../../../../electron/backend/demo/demo-command.ts';
import { fakeIo } from '../../../../support/command-io.ts';

describe('runDemoCommand', () => {
  it('[O7] --help explains itself on standard output', async () => {
    const io = fakeIo('/');
    expect(await runDemoCommand(['--help'], io)).toBe(0);
    expect(io.out()).toMatch(/npm run demo -- --out/);
    expect(io.err()).toBe('');
  });

  it.each([[['--outt', 'x']], [['stray']], [['--out', '']], [['--out']]])(
    '[O7] bad use ends with 2 and a sentence: %j',
    async (args) => {
      const io = fakeIo('/');
      expect(await runDemoCommand(args, io)).toBe(2);
      expect(io.err()).toMatch(/^divisi: Bad use: .*out|stray/);
      expect(io.out()).toBe('');
    },
  );
});
