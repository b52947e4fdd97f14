import type { RpcPlatform } from '../../../shared/rpc/platform.ts';

/** What calls between processes need of Node. */
export const nodePlatform: RpcPlatform<AbortSignal> = {
  nowMs: () => performance.now(),
  setTimer: (run, delayMs) => setTimeout(run, delayMs),
  clearTimer: (timer) => clearTimeout(timer as NodeJS.Timeout),
  createStop: () => new AbortController(),
};
