import { spawnSync } from 'node:child_process';
import { describe, expect, it } from 'vitest';

function run(...args: string[]): { code: number | null; stdout: string; stderr: string } {
  const { status, stdout, stderr } = spawnSync(process.execPath, ['build/bootstrap/run.mjs', ...args], {
    encoding: 'utf8',
  });
  return { code: status, stdout, stderr };
}

describe('the entrance of the npm scripts', () => {
  it('[F5] standard output is the command\u2019s alone', () => {
    const { code, stdout } = run('doctor', '--json');
    const examination = JSON.parse(stdout) as { native: boolean; gflops: number };
    expect(code).toBe(examination.native ? 0 : 1);
    expect(examination.gflops).toBeGreaterThan(0);
  });

  it('[F5] the exit code is the command\u2019s own', () => {
    expect(run('doctor', '--no-such-option').code).toBe(2);
  });

  it('[F6] an unknown command lists the known ones and exits 2', () => {
    const { code, stdout, stderr } = run('fly');
    expect(code).toBe(2);
    expect(stdout).toBe('');
    expect(stderr).toMatch(/no command "fly"[\s\S]*demo, test, .*check, .*start/);
  });

  it('[F6] start refuses what it does not know', () => {
    const { code, stdout, stderr } = run('start', '--loud');
    expect(code).toBe(2);
    expect(stdout).toBe('');
    expect(stderr).toMatch(/knows --browser and --no-open, not "--loud"/);
  });
});
