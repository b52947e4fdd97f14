/**
 * Between the command line of an installed application and Electron's main, which alone can start processes there.
 * The messages of a job itself go over a port that main hands out.
 */

export type CommandToMain =
  | {
      readonly kind: 'start-job';
      readonly id: number;
      readonly environment: Readonly<Record<string, string>>;
    }
  | { readonly kind: 'kill-job'; readonly id: number };

export type MainToCommand =
  /** Comes with the port that leads to the job's process. */
  | { readonly kind: 'job'; readonly id: number }
  | { readonly kind: 'job-printed'; readonly id: number; readonly text: string }
  | { readonly kind: 'job-refused'; readonly id: number; readonly why: string }
  | { readonly kind: 'job-ended'; readonly id: number; readonly code: number }
  /** Somebody ended the application. */
  | { readonly kind: 'stop' };
