/** The machine that figures belong to: times mean nothing without it. */
import { availableParallelism, cpus, loadavg, totalmem } from 'node:os';

export type Machine = {
  readonly cpu: string;
  readonly cores: number;
  readonly memoryGb: number;
  readonly platform: string;
  readonly node: string;
  /** Runnable processes, mean of the last minute: above 1 somebody else computes too. */
  readonly load: number;
  /** Of a 1500 x 1500 float32 product; null where nobody measured it. */
  readonly gflops: number | null;
};

export function describeMachine(gflops: number | null): Machine {
  const model = cpus()[0]?.model.trim() ?? '';
  return {
    cpu: model === '' || model === 'unknown' ? 'unnamed CPU' : model,
    cores: availableParallelism(),
    memoryGb: Math.round(totalmem() / 2 ** 30),
    platform: `${process.platform} ${process.arch}`,
    node: process.versions.node,
    load: Number((loadavg()[0] ?? 0).toFixed(2)),
    gflops,
  };
}

/** Without the load, which changes all the time. */
export function machineLine({ cpu, cores, memoryGb, platform, node, gflops }: Machine): string {
  const speed = gflops === null ? '' : `, ${gflops.toFixed(0)} GFLOP/s (1500 x 1500 product)`;
  return `${cores} cores of ${cpu}, ${memoryGb} GB memory${speed}; ${platform}, Node ${node}`;
}
