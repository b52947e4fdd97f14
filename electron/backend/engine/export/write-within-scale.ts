/** Writes the sounds, and once more where they turn out louder than their format can hold. */
import type { ExportRequest } from '../../../../shared/export/export-request.ts';
import { ok } from '../../../../shared/std/result.ts';
import type { Result } from '../../../../shared/std/result.ts';
import type { OutputFileSystem } from '../audio/output-file.ts';
import { isOver, resolveFullScale } from './full-scale.ts';
import type { OpenSources } from './open-sources.ts';
import type { ExportHooks } from './export-hooks.ts';
import type { SoundContext } from './sound-metadata.ts';
import type { SoundPlan } from './sound-plan.ts';
import { abortAll, writeSounds } from './write-sounds.ts';
import type { SoundOrder, WrittenSounds } from './write-sounds.ts';

export type ScaledSounds = {
  readonly orders: readonly SoundOrder[];
  readonly written: WrittenSounds & {
    /** Whether a sound passed full scale and was limited. */
    readonly limited: readonly boolean[];
  };
  readonly remarks: readonly string[];
};

export type ScaledSoundsRequest = {
  readonly context: SoundContext;
  readonly request: ExportRequest;
  readonly plan: SoundPlan;
  readonly sources: OpenSources;
  readonly hooks: ExportHooks;
  readonly fileSystem: OutputFileSystem;
};

/** Peaks are known only at the end, and most recordings never pass: measuring first would cost a pass for all. */
export async function writeWithinScale(job: ScaledSoundsRequest): Promise<Result<ScaledSounds>> {
  const { request, plan } = job;
  const orders = plan.sounds.map((sound): SoundOrder => ({ sound, gain: 1 }));
  const first = await write(job, orders);
  if (!first.ok) return first;
  const resolved = resolveFullScale(orders, first.value.levels, request.overFullScale);
  if (resolved.ok && resolved.value === undefined) return ok(scaled(orders, first.value));
  await abortAll(first.value.writers);
  if (!resolved.ok) return resolved;
  const changed = resolved.value ?? orders;
  const second = await write(job, changed);
  return second.ok ? ok(scaled(changed, second.value)) : second;
}

function write(job: ScaledSoundsRequest, orders: readonly SoundOrder[]): Promise<Result<WrittenSounds>> {
  const { context, request, plan, sources, hooks, fileSystem } = job;
  const depth = /^(\d+)-bit PCM$/.exec(sources.original.encoding)?.[1];
  return writeSounds({
    context,
    sources: sources.sources,
    orders,
    isComplete: plan.isComplete,
    originalIsExact: depth !== undefined && Number(depth) <= (request.bits === '16' ? 16 : 24),
    seed: request.seed,
    signal: hooks.signal,
    fileSystem,
    onProgress: (fraction) => hooks.onProgress('write', fraction),
  });
}

function scaled(orders: readonly SoundOrder[], written: WrittenSounds): ScaledSounds {
  const limited = orders.map(({ sound }, index) => isOver(sound, written.levels[index]!));
  const remarks = orders.flatMap(({ sound, gain }, index) => [
    ...(limited[index] === true ? [`"${sound.name}" passes full scale and was limited to it.`] : []),
    ...(gain !== 1 && sound.kind === 'mix'
      ? [
          `"${sound.name}" was lowered by ${(-20 * Math.log10(gain)).toFixed(2)} dB to stay within full scale.`,
        ]
      : []),
  ]);
  const setGain = orders.find(({ sound }) => sound.kind === 'stem')?.gain ?? 1;
  if (setGain !== 1) {
    remarks.push(
      `All stems were lowered alike by ${(-20 * Math.log10(setGain)).toFixed(2)} dB, because one of them passes full scale.`,
    );
  }
  const isFloat = orders.some(({ sound }) => sound.kind === 'stem' && sound.bits === '32f');
  if (
    isFloat &&
    orders.some(({ sound }, index) => sound.kind === 'stem' && written.levels[index]!.highest > 1)
  ) {
    remarks.push('Stems pass full scale; 32-bit float holds all of it.');
  }
  return { orders, written: { ...written, limited }, remarks };
}
