import { describe, expect, it } from 'vitest';
import { spawnChild } from '../../../../build/bootstrap/spawn-child.mjs';

function runNode(code: string): ReturnType<typeof spawnChild> {
  return spawnChild(process.execPath, ['-e', code], { capture: true, quiet: true });
}

describe('running a program', () => {
  it('[F5] its exit code and captured output come back', async () => {
    const result = await runNode('console.log("out"); console.error("err"); process.exit(3)');
    expect(result).toEqual({ code: 3, signal: null, stdout: 'out\n', stderr: 'err\n' });
  });

  it('[F5] a signal to us stops it, and the preparation with exit code 130', async () => {
    const running = runNode('setInterval(() => {}, 1000)');
    process.emit('SIGINT', 'SIGINT');
    await expect(running).rejects.toMatchObject({ name: 'StepFailed', exitCode: 130 });
    expect(process.listenerCount('SIGINT')).toBe(0);
  });

  it('[F5] a program that does not exist is an error', async () => {
    await expect(spawnChild('no-such-program-here', [])).rejects.toThrow(/ENOENT/);
  });
});
