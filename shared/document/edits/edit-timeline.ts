/** Markers and the loop. */
import type { Result } from '../../std/result.ts';
import type { DocumentState } from '../document-state.ts';
import { singleOf } from '../document-state.ts';
import { loopDefaults } from '../new-document.ts';
import { changeOf } from '../patch.ts';
import type { MarkerRecord } from '../records.ts';
import type { LoopRecord } from '../single-records.ts';
import { counted, edit, found, refuse, rounded } from './edit.ts';
import type { Edit } from './edit.ts';

/** Adds the marker, or moves and renames the one of this id. */
export function setMarker(document: DocumentState, { id, atSec, name }: MarkerRecord): Result<Edit> {
  const verb = found(document, 'markers', [id]).ok ? 'Change' : 'Set';
  return edit(
    `${verb} the marker "${name}"`,
    changeOf(document, 'markers', id, { id, atSec: rounded(atSec), name }),
  );
}

export function removeMarkers(document: DocumentState, ids: readonly string[]): Result<Edit> {
  const markers = found(document, 'markers', ids);
  if (!markers.ok) return markers;
  return edit(
    `Remove ${counted(markers.value.length, 'marker')}`,
    markers.value.flatMap(({ id }) => changeOf(document, 'markers', id, null)),
  );
}

/** What is not given stays; a loop needs a length. */
export function setLoop(document: DocumentState, to: Partial<Omit<LoopRecord, 'id'>>): Result<Edit> {
  const loop = { ...loopDefaults, ...singleOf(document, 'loop'), ...to };
  if (!(loop.fromSec < loop.toSec)) {
    return refuse(`A loop from ${loop.fromSec} to ${loop.toSec} s is empty.`);
  }
  return edit(
    'Set the loop',
    changeOf(document, 'single', 'loop', {
      id: 'loop',
      fromSec: rounded(loop.fromSec),
      toSec: rounded(loop.toSec),
      isOn: loop.isOn,
    }),
  );
}
