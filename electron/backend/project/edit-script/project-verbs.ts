/** Edits of what is not a note: alignment, groups, method, versions, mix, timeline. */
import {
  addSegment,
  judgeDoubts,
  removeAnchors,
  removeSegments,
  setAnchor,
} from '../../../../shared/document/edits/edit-alignment.ts';
import {
  addGroup,
  changeGroup,
  deleteGroup,
  reorderGroups,
} from '../../../../shared/document/edits/edit-groups.ts';
import { handOver, setChannels, setStrength, takeBack } from '../../../../shared/document/edits/edit-mix.ts';
import {
  chooseVersion,
  deleteVersion,
  renameProject,
  renameVersion,
  setModel,
} from '../../../../shared/document/edits/edit-project.ts';
import { removeMarkers, setLoop, setMarker } from '../../../../shared/document/edits/edit-timeline.ts';
import { groupColours } from '../../../../shared/document/palette.ts';
import type { GroupColour } from '../../../../shared/document/palette.ts';
import type {
  ChannelRecord,
  DoubtRecord,
  GroupRecord,
  RegionRecord,
} from '../../../../shared/document/records.ts';
import { aName, anId, seconds } from '../../../../shared/document/shapes/common-shapes.ts';
import { selection } from '../../../../shared/document/shapes/record-shapes.ts';
import { trainingSettings } from '../../../../shared/document/shapes/single-shapes.ts';
import type { ModelRecord } from '../../../../shared/document/single-records.ts';
import { flag, listOf, numberIn, oneOf, optional, orNull, pairOf } from '../../../../shared/std/shape.ts';
import { allOf, freshId, groupId, someIds, someNames, span, stemId, verb } from './verb.ts';

type Span = { fromSec: number; toSec: number; id?: string };
type GroupFields = { name?: string; colour?: GroupColour; rule?: GroupRecord['rule'] };

const groupFields = { colour: optional(oneOf(groupColours)), rule: optional(listOf(selection, 1000)) };

function given<T extends object>(fields: T): { [K in keyof T]: Exclude<T[K], undefined> } {
  return Object.fromEntries(Object.entries(fields).filter(([, value]) => value !== undefined)) as never;
}

export const projectVerbs = [
  verb<{ id?: string; scoreSec: number; audioSec: number }>(
    'anchor',
    { id: optional(anId), scoreSec: seconds, audioSec: seconds },
    (document, { id, scoreSec, audioSec }) =>
      setAnchor(document, { id: id ?? freshId(document, 'anchors', 'a'), scoreSec, audioSec }),
  ),
  verb<{ ids: readonly string[] }>('remove-anchors', { ids: someIds }, (document, { ids }) =>
    removeAnchors(document, ids),
  ),
  ...(['skip', 'lock'] as const).flatMap((kind) => {
    const table = `${kind}s` as const;
    return [
      verb<Span>(kind, { ...span, id: optional(anId) }, (document, { id, fromSec, toSec }) =>
        addSegment(document, table, { id: id ?? freshId(document, table, kind), fromSec, toSec }),
      ),
      verb<{ ids: readonly string[] }>(`remove-${table}`, { ids: someIds }, (document, { ids }) =>
        removeSegments(document, table, ids),
      ),
    ];
  }),
  verb<{ ids: readonly string[]; state: DoubtRecord['state'] }>(
    'doubts',
    { ids: someIds, state: oneOf(['open', 'accepted', 'rejected']) },
    (document, { ids, state }) => judgeDoubts(document, ids, state),
  ),
  verb<GroupFields & { name: string; id?: string }>(
    'add-group',
    { id: optional(anId), name: aName, ...groupFields },
    (document, { id, name, colour, rule }) =>
      addGroup(document, { id: id ?? freshId(document, 'groups', 'g'), name, ...given({ colour, rule }) }),
  ),
  verb<GroupFields & { group: string }>(
    'change-group',
    { group: aName, name: optional(aName), ...groupFields },
    (document, { group, name, colour, rule }) => {
      const id = groupId(document, group);
      return id.ok ? changeGroup(document, id.value, given({ name, colour, rule })) : id;
    },
  ),
  verb<{ group: string }>('delete-group', { group: aName }, (document, { group }) => {
    const id = groupId(document, group);
    return id.ok ? deleteGroup(document, id.value) : id;
  }),
  verb<{ groups: readonly string[] }>('order-groups', { groups: someNames }, (document, { groups }) => {
    const ids = allOf(groups.map((group) => groupId(document, group)));
    return ids.ok ? reorderGroups(document, ids.value) : ids;
  }),
  verb<Partial<Omit<ModelRecord, 'id'>>>(
    'model',
    {
      method: optional(trainingSettings.method),
      seed: optional(trainingSettings.seed),
      overrides: optional(trainingSettings.overrides),
    },
    (document, { method, seed, overrides }) => setModel(document, given({ method, seed, overrides })),
  ),
  verb<{ name: string }>('name', { name: aName }, (document, { name }) => renameProject(document, name)),
  verb<{ id: string | null }>('listen', { id: orNull(anId) }, (document, { id }) =>
    chooseVersion(document, id),
  ),
  verb<{ id: string; name: string }>('name-version', { id: anId, name: aName }, (document, { id, name }) =>
    renameVersion(document, id, name),
  ),
  verb<{ id: string }>('delete-version', { id: anId }, (document, { id }) => deleteVersion(document, id)),
  verb<Partial<Omit<ChannelRecord, 'id'>> & { stems: readonly string[] }>(
    'mix',
    {
      stems: someNames,
      gainDb: optional(numberIn(-200, 48)),
      pan: optional(numberIn(-1, 1)),
      isMuted: optional(flag),
      isSoloed: optional(flag),
    },
    (document, { stems, gainDb, pan, isMuted, isSoloed }) => {
      const ids = allOf(stems.map((stem) => stemId(document, stem)));
      return ids.ok ? setChannels(document, ids.value, given({ gainDb, pan, isMuted, isSoloed })) : ids;
    },
  ),
  verb<{ stem: string; maskExponent?: number; floorDb?: number | null }>(
    'strength',
    { stem: aName, maskExponent: optional(numberIn(0.1, 10)), floorDb: optional(orNull(numberIn(-200, 0))) },
    (document, { stem, maskExponent, floorDb = null }) => {
      const id = stemId(document, stem);
      if (!id.ok) return id;
      // Without an exponent the method's own counts again.
      return setStrength(document, id.value, maskExponent === undefined ? null : { maskExponent, floorDb });
    },
  ),
  verb<{ from: string | null; to: string; corners: RegionRecord['corners']; id?: string }>(
    'hand-over',
    {
      id: optional(anId),
      from: orNull(aName),
      to: aName,
      corners: listOf(pairOf(seconds, numberIn(-50, 200)), 10_000, 3),
    },
    (document, { id, from, to, corners }) => {
      const source = from === null ? null : stemId(document, from);
      const target = stemId(document, to);
      if (source !== null && !source.ok) return source;
      if (!target.ok) return target;
      return handOver(document, {
        id: id ?? freshId(document, 'regions', 'r'),
        fromGroupId: source?.value ?? null,
        toGroupId: target.value,
        corners,
      });
    },
  ),
  verb<{ ids: readonly string[] }>('take-back', { ids: someIds }, (document, { ids }) =>
    takeBack(document, ids),
  ),
  verb<{ id?: string; atSec: number; name: string }>(
    'marker',
    { id: optional(anId), atSec: seconds, name: aName },
    (document, { id, atSec, name }) =>
      setMarker(document, { id: id ?? freshId(document, 'markers', 'm'), atSec, name }),
  ),
  verb<{ ids: readonly string[] }>('remove-markers', { ids: someIds }, (document, { ids }) =>
    removeMarkers(document, ids),
  ),
  verb<{ fromSec?: number; toSec?: number; isOn?: boolean }>(
    'loop',
    { fromSec: optional(seconds), toSec: optional(seconds), isOn: optional(flag) },
    (document, { fromSec, toSec, isOn }) => setLoop(document, given({ fromSec, toSec, isOn })),
  ),
];
