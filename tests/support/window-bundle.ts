import { bundleSources } from '../../build/bootstrap/bundle.mjs';
import { withLock } from '../../build/bootstrap/lock.mjs';
import { repositoryPath } from '../../build/bootstrap/paths.mjs';

/** @returns the folder of programs and window that `npm start` takes, too; made anew only when sources changed */
export function windowBundle(): Promise<string> {
  return withLock(repositoryPath('out', '.bootstrap.lock'), () => bundleSources({ withWindow: true }));
}
