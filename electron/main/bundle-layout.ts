/** Where the parts of the application lie: all beside main.cjs, in the checkout and in a package. */
import { join } from 'node:path';

export type BundleLayout = {
  readonly preload: string;
  /** Holds index.html. */
  readonly renderer: string;
  readonly service: string;
  readonly trainer: string;
  readonly commandLine: string;
  /** Computes one job of a command. */
  readonly job: string;
};

/** @param folder that of main.cjs */
export function bundleLayout(folder: string): BundleLayout {
  return {
    preload: join(folder, 'preload.cjs'),
    renderer: join(folder, 'renderer'),
    service: join(folder, 'utility.entry.js'),
    trainer: join(folder, 'live-trainer.entry.js'),
    commandLine: join(folder, 'cli.entry.js'),
    job: join(folder, 'trainer.entry.js'),
  };
}
