/** One number against its limit. */
export interface Finding {
  readonly what: string;
  readonly value: number;
  readonly limit: number;
  readonly is: "at most" | "at least";
}

/** Prints what was found, PASS or FAIL, and sets the exit code. A number that was not measured holds against no limit. */
export function conclude(findings: readonly Finding[]): void {
  const holds = ({ value, limit, is }: Finding) => (is === "at most" ? value <= limit : value >= limit);
  for (const finding of findings)
    console.log(`${holds(finding) ? "ok  " : "FAIL"} ${finding.what}: ${Number(finding.value.toPrecision(4))} (${finding.is} ${finding.limit})`);
  const passed = findings.length > 0 && findings.every(holds);
  console.log(passed ? "PASS" : "FAIL");
  process.exitCode = passed ? 0 : 1;
}

/** A quantile in the unit of the values; NaN of none. */
export function quantile(values: readonly number[], share: number): number {
  const sorted = values.toSorted((a, b) => a - b);
  return sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? Number.NaN;
}

export function mean(values: readonly number[]): number {
  return values.reduce((sum, value) => sum + value, 0) / values.length;
}

/** How long each call took, in ms. */
export async function timed(count: number, call: (index: number) => Promise<unknown>): Promise<number[]> {
  const times: number[] = [];
  for (let index = 0; index < count; index++) {
    const from = performance.now();
    await call(index);
    times.push(performance.now() - from);
  }
  return times;
}
