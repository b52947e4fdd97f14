import { spawn } from 'node:child_process';
import { StepFailed } from './step-failed.mjs';

/**
 * Runs a program to its end. Its standard output goes to our stderr unless it is captured. SIGINT and
 * SIGTERM are passed on; once the program has ended, so does the preparation, whatever code the program
 * chose for being stopped.
 *
 * @param {string} file
 * @param {readonly string[]} args
 * @param {{ cwd?: string, env?: NodeJS.ProcessEnv, capture?: boolean, quiet?: boolean, shell?: boolean, timeoutMs?: number }} [options]
 *   `capture` collects stdout; `quiet` collects stderr instead of showing it
 * @returns {Promise<{ code: number | null, signal: NodeJS.Signals | null, stdout: string, stderr: string }>}
 * @throws {StepFailed} with exit code 130 when it was stopped by a signal to us
 */
export function spawnChild(file, args, options = {}) {
  return new Promise((resolve, reject) => {
    const child = spawn(file, [...args], {
      cwd: options.cwd,
      env: options.env ?? process.env,
      shell: options.shell ?? false,
      stdio: ['ignore', options.capture ? 'pipe' : 2, options.quiet ? 'pipe' : 2],
    });
    let stdout = '';
    let stderr = '';
    child.stdout?.setEncoding('utf8').on('data', (/** @type {string} */ text) => (stdout += text));
    child.stderr?.setEncoding('utf8').on('data', (/** @type {string} */ text) => (stderr += text));
    let stopped = false;
    const passOn = (/** @type {NodeJS.Signals} */ signal) => {
      stopped = true;
      child.kill(signal);
    };
    process.on('SIGINT', passOn);
    process.on('SIGTERM', passOn);
    const timer = options.timeoutMs ? setTimeout(() => child.kill('SIGKILL'), options.timeoutMs) : undefined;
    const settle = () => {
      clearTimeout(timer);
      process.off('SIGINT', passOn);
      process.off('SIGTERM', passOn);
    };
    child.once('error', (error) => {
      settle();
      reject(error);
    });
    child.once('close', (code, signal) => {
      settle();
      if (stopped) reject(new StepFailed('Stopped.', 130));
      else resolve({ code, signal, stdout, stderr });
    });
  });
}
