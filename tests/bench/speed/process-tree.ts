/** Memory of a process and all that it started, from Linux's /proc; elsewhere nothing is known. */
import { readFile } from 'node:fs/promises';

export type ProcessMemory = { readonly pid: number; readonly rssMb: number; readonly peakRssMb: number };

/** The process and its descendants that are alive; empty where /proc cannot be read. */
async function readProcessTree(pid: number): Promise<ProcessMemory[]> {
  const found: ProcessMemory[] = [];
  const open = [pid];
  for (let next = open.pop(); next !== undefined; next = open.pop()) {
    try {
      const memory = parseMemory(await readFile(`/proc/${next}/status`, 'utf8'));
      if (memory !== null) found.push({ pid: next, ...memory });
      const children = await readFile(`/proc/${next}/task/${next}/children`, 'utf8');
      open.push(...children.split(' ').filter(Boolean).map(Number));
    } catch {
      // It ended meanwhile, or there is no /proc.
    }
  }
  return found;
}

/** VmRSS and VmHWM of a status file; null for one without them, such as that of a process that has ended. */
export function parseMemory(status: string): { rssMb: number; peakRssMb: number } | null {
  const rss = /^VmRSS:\s+(\d+) kB$/m.exec(status)?.[1];
  const peak = /^VmHWM:\s+(\d+) kB$/m.exec(status)?.[1];
  if (rss === undefined || peak === undefined) return null;
  return { rssMb: Number(rss) / 1024, peakRssMb: Number(peak) / 1024 };
}

/** Watches a running process; every number is the largest seen. */
export class TreeWatch {
  #peakTreeMb = 0;
  readonly #peaks = new Map<number, number>();
  readonly #timer: NodeJS.Timeout;

  constructor(pid: number, intervalMs = 200) {
    const look = (): void => {
      void readProcessTree(pid).then((tree) => {
        const treeMb = tree.reduce((sum, { rssMb }) => sum + rssMb, 0);
        this.#peakTreeMb = Math.max(this.#peakTreeMb, treeMb);
        for (const each of tree) this.#peaks.set(each.pid, each.peakRssMb);
      });
    };
    look();
    this.#timer = setInterval(look, intervalMs);
  }

  stop(): void {
    clearInterval(this.#timer);
  }

  /** All processes together, at one moment. */
  get peakTreeMb(): number {
    return this.#peakTreeMb;
  }

  /** The system's own record of the largest process: nothing between two looks is missed. */
  get peakProcessMb(): number {
    return Math.max(0, ...this.#peaks.values());
  }
}
