/** What a server said about itself at one moment: the samples of Prometheus' text format, under name and labels. */
export type Samples = ReadonlyMap<string, number>;

/** A histogram between two moments: counts up to and including each bound, ascending; the last bound is infinite. */
export interface Buckets {
  readonly bounds: readonly number[];
  readonly counts: readonly number[];
}

/** Reads Prometheus' text format; lines that are no samples are comments. */
export function readSamples(text: string): Samples {
  const samples = new Map<string, number>();
  for (const line of text.split("\n")) {
    const match = /^([A-Za-z_:][\w:]*(?:\{[^}]*\})?) (\S+)/.exec(line);
    if (match?.[1]) samples.set(match[1], Number(match[2]));
  }
  return samples;
}

/** The sum over all labels of a counter or gauge; 0 where it has not counted yet. */
export function total(samples: Samples, name: string, label = ""): number {
  let sum = 0;
  for (const [key, value] of samples) if ((key === name || key.startsWith(`${name}{`)) && key.includes(label)) sum += value;
  return sum;
}

/** What a histogram counted between `before` and `after`. */
export function bucketsBetween(before: Samples, after: Samples, name: string, label: string): Buckets {
  const rows: { bound: number; count: number }[] = [];
  for (const [key, value] of after) {
    const bound = key.startsWith(`${name}_bucket{`) && key.includes(label) ? /le="([^"]+)"/.exec(key)?.[1] : undefined;
    if (bound !== undefined) rows.push({ bound: bound === "+Inf" ? Number.POSITIVE_INFINITY : Number(bound), count: value - (before.get(key) ?? 0) });
  }
  rows.sort((a, b) => a.bound - b.bound);
  return { bounds: rows.map(({ bound }) => bound), counts: rows.map(({ count }) => count) };
}

/** The quantile of a histogram, on a straight line within its bucket; beyond the last bound that bound, 0 where nothing was counted. */
export function bucketQuantile({ bounds, counts }: Buckets, share: number): number {
  const wanted = (counts.at(-1) ?? 0) * share;
  if (wanted === 0) return 0;
  const index = counts.findIndex((count) => count >= wanted);
  const low = bounds[index - 1] ?? 0;
  const high = bounds[index] ?? low;
  if (high === Number.POSITIVE_INFINITY) return low;
  const below = counts[index - 1] ?? 0;
  return low + ((high - low) * (wanted - below)) / ((counts[index] ?? 0) - below || 1);
}
