export type ExportPhase = 'write' | 'check' | 'sessions';

/** How a running export is watched and stopped. */
export type ExportHooks = {
  readonly signal: AbortSignal;
  onProgress(phase: ExportPhase, fraction: number): void;
};
