/** The course of the training as a drawing that scales with the page. */

export type LossPoint = { readonly epoch: number; readonly cost: number };

/** A part of the training with a cost of its own: the next stage may begin higher than this one ended. */
export type LossStage = { readonly name: string; readonly points: readonly LossPoint[] };

const width = 640;
const height = 160;
const margin = 6;

/**
 * An inline SVG, a line for each stage on common axes; the cost runs on a logarithmic axis where all of it
 * is above 0. Axis labels are left to the page, so that they keep its type size. Empty for fewer than two
 * finite points.
 */
export function lossCurveSvg(stages: readonly LossStage[]): string {
  const lines = stages.map(({ points }) => points.filter(({ cost }) => Number.isFinite(cost)));
  const finite = lines.flat();
  if (finite.length < 2) return '';
  const isLogarithmic = finite.every(({ cost }) => cost > 0);
  const value = ({ cost }: LossPoint): number => (isLogarithmic ? Math.log(cost) : cost);
  const values = finite.map(value);
  const [low, high] = [Math.min(...values), Math.max(...values)];
  const [first, last] = [finite[0]?.epoch ?? 0, finite.at(-1)?.epoch ?? 1];
  const x = (epoch: number): number =>
    margin + ((width - 2 * margin) * (epoch - first)) / (last - first || 1);
  const y = (v: number): number => margin + ((height - 2 * margin) * (high - v)) / (high - low || 1);
  const shapes = lines
    .filter((points) => points.length > 0)
    .map((points) => {
      const line = points
        .map((point) => `${x(point.epoch).toFixed(1)},${y(value(point)).toFixed(1)}`)
        .join(' ');
      const [left, right] = [x(points[0]?.epoch ?? first), x(points.at(-1)?.epoch ?? last)];
      const area = `${left.toFixed(1)},${height} ${line} ${right.toFixed(1)},${height}`;
      return `<polygon points="${area}"/><polyline points="${line}" vector-effect="non-scaling-stroke"/>`;
    });
  return (
    `<svg class="curve" viewBox="0 0 ${width} ${height}" preserveAspectRatio="none" role="img" ` +
    `aria-label="Cost per epoch, from ${finite[0]?.cost.toPrecision(3) ?? ''} to ${finite.at(-1)?.cost.toPrecision(3) ?? ''}">` +
    `${shapes.join('')}</svg>`
  );
}
