/** What exporting asks of the service. */
import type { AppClient } from '../backend/connection.ts';
import { toasts } from '../ui/toasts.svelte.ts';
import type { ExportCalls } from './export-state.svelte.ts';
import type { StemFileCalls } from './stem-files.svelte.ts';

/** @param client and @param project, its handle: another connection may change both */
export function exportCalls(client: () => AppClient, project: () => string): ExportCalls & StemFileCalls {
  const stems = (versionId: string, makes: boolean): ReturnType<StemFileCalls['find']> =>
    client().call('export.stems', { project: project(), versionId, stems: null, makes });
  return {
    preview: (versionId, choice) =>
      client().call('export.preview', { project: project(), versionId, choice }),
    run: (versionId, choice, options) =>
      client().call('export', { project: project(), versionId, choice }, options),
    find: (versionId) => stems(versionId, false),
    make: (versionId) => stems(versionId, true),
    bundle: (resources) => client().call('export.bundle', { project: project(), resources }),
    onFailure: (error) => toasts.fail(error),
  };
}
