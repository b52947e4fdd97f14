/** What is going on in the engine: state, of which the latest counts. */

export type StepProgress = {
  /** One word: 'decode', 'train', 'render'; 'queue' while another job runs. */
  readonly phase: string;
  /** Of the whole job, 0..1. */
  readonly fraction: number;
  /** A few words for people: 'epoch 7 of 25'. */
  readonly detail: string;
  readonly secondsLeft: number | null;
};

export const jobKinds = ['align', 'train', 'preview', 'render', 'export', 'activity'] as const;
export type JobKind = (typeof jobKinds)[number];

/** One of the queue, the running one first. */
export type JobState = {
  readonly id: string;
  readonly project: string;
  readonly kind: JobKind;
  readonly state: 'running' | 'waiting';
  readonly progress: StepProgress;
};

export type LossPoint = {
  readonly epoch: number;
  readonly sec: number;
  readonly cost: number;
  /** Of the factorisation that prepares a network: its cost is no measure for the network's. */
  readonly isWarmStart?: true;
};

export type TrainingState = {
  readonly project: string;
  readonly job: string;
  readonly isRunning: boolean;
  /** Between two passes, until it is steered otherwise. */
  readonly isResting: boolean;
  /** From the first on; long curves are thinned. */
  readonly points: readonly LossPoint[];
};

export type EngineStatus = {
  /** 'idle' has no process yet, 'lost' had one that died; the next job starts another. */
  readonly trainer: 'idle' | 'starting' | 'ready' | 'busy' | 'lost';
  /** Tensor backend; null before the first job that needs one. */
  readonly backend: 'native' | 'wasm' | 'cpu' | null;
  /** Of the trainer's process, MB; null without one. */
  readonly trainerMb: number | null;
  readonly serviceMb: number;
  /** What the machine could still give, MB. */
  readonly availableMb: number;
  /** Sentences for people: why a slower backend was taken, why the trainer ended. */
  readonly remarks: readonly string[];
};
