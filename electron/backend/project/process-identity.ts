/** Who holds a lock: enough to tell a living owner from one that crashed, also after its number was reused. */
import { readFileSync } from 'node:fs';
import { hostname } from 'node:os';
import { systemCode } from '../engine/audio/file-failure.ts';

export type ProcessIdentity = {
  readonly pid: number;
  readonly host: string;
  /** When the process began, in the system's own words; '' where it does not tell. */
  readonly started: string;
};

export function ownIdentity(): ProcessIdentity {
  return { pid: process.pid, host: hostname(), started: startOf(process.pid) };
}

/** 'unknown' for a process of another computer. */
export function stateOf({ pid, host, started }: ProcessIdentity): 'alive' | 'gone' | 'unknown' {
  if (host !== hostname()) return 'unknown';
  try {
    process.kill(pid, 0);
  } catch (cause) {
    // EPERM: it lives, but belongs to somebody else.
    if (systemCode(cause) !== 'EPERM') return 'gone';
  }
  const now = startOf(pid);
  return started !== '' && now !== '' && now !== started ? 'gone' : 'alive';
}

/** Boot and clock tick of the start, which together occur once; Linux only. 'ended' for a zombie. */
function startOf(pid: number): string {
  if (process.platform !== 'linux') return '';
  try {
    const boot = readFileSync('/proc/sys/kernel/random/boot_id', 'utf8').trim();
    const stat = readFileSync(`/proc/${pid}/stat`, 'utf8');
    // The second field is the program's name, which may hold anything; the start is the 22nd.
    const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ');
    if (fields[0] === 'Z' || fields[0] === 'X') return 'ended';
    const ticks = fields[19] ?? '';
    return ticks === '' ? '' : `${boot}:${ticks}`;
  } catch {
    return '';
  }
}
