/** An edit of the document as it is now, sent like a window would. */
import { documentOf } from '../../shared/document/canonical-json.ts';
import type { DocumentState } from '../../shared/document/document-state.ts';
import type { Edit } from '../../shared/document/edits/edit.ts';
import type { Result } from '../../shared/std/result.ts';
import { valueOf } from './service-lines.ts';
import type { AppClient } from './service-lines.ts';

/** @throws when the edit is refused */
export async function commitEdit(
  client: AppClient,
  project: string,
  make: (document: DocumentState) => Result<Edit>,
): Promise<void> {
  const { records, revision } = valueOf(await client.call('document.open', { project }));
  const { name, patch } = valueOf(make(documentOf(records)));
  valueOf(await client.call('document.commit', { project, id: `test:${revision}`, name, patch }));
}
