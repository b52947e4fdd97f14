/** Finished files on their way out of the window: dragged, downloaded, or shown where they lie. */
import { resourceUrl } from './connection.ts';
import { downloadData } from './download-data.ts';
import { host } from './host.ts';

export type OutgoingFile = { readonly name: string; readonly resource: string };

/** Whether there is a desktop around the page that shows folders and takes several files in one drag. */
export const hasDesktop = host !== null;

/**
 * Begins to drag. The desktop application drags files themselves; a browser fetches one file where it is dropped, and
 * has no way for several.
 */
export function dragOut(event: DragEvent, files: readonly OutgoingFile[]): void {
  const [first, ...others] = files;
  event.stopPropagation();
  if (host !== null || first === undefined || others.length > 0) {
    event.preventDefault();
    if (host !== null) void host.call('drag', { resources: files.map(({ resource }) => resource) });
    return;
  }
  if (event.dataTransfer === null) return;
  event.dataTransfer.setData('DownloadURL', downloadData(first.name, resourceUrl(first.resource)));
  event.dataTransfer.effectAllowed = 'copy';
}

/** Shows a file in the system's file manager. Only where there is a desktop. */
export async function revealFile({ resource }: OutgoingFile): Promise<void> {
  await host?.call('reveal', { resource });
}

export function download({ name, resource }: OutgoingFile): void {
  const link = document.createElement('a');
  link.href = resourceUrl(resource);
  link.download = name;
  link.click();
}

/** A folder that a person picks; null when they do not. Only where there is a desktop. */
export async function pickFolder(name: string): Promise<string | null> {
  const picked = await host?.call('choose', { purpose: 'export', name });
  return picked?.ok === true ? picked.value.path : null;
}
