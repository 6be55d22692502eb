import { execFileSync } from "node:child_process";

/** How much a probe does: the claim's own size, or what a test run has time for. */
export interface ProbeOptions {
  readonly quick: boolean;
  readonly seed: number;
}

/** One number against its limit. */
export interface Finding {
  readonly what: string;
  readonly value: number;
  readonly limit: number;
  readonly is: "at most" | "at least";
}

export interface ProbeResult {
  /** What must hold. */
  readonly findings: readonly Finding[];
  /** The same with the protection switched off: at least one of these must not hold, or the probe proves nothing. */
  readonly control: readonly Finding[];
  /** Numbers that are told and judged by nobody. */
  readonly told: Readonly<Record<string, number | string>>;
}

export interface Probe {
  readonly name: string;
  readonly claim: string;
  run(options: ProbeOptions): Promise<ProbeResult>;
}

/** A number that was not measured holds against no limit. */
export function holds({ value, limit, is }: Finding): boolean {
  return is === "at most" ? value <= limit : value >= limit;
}

/** True where every finding holds and the control fails. */
export function passes({ findings, control }: ProbeResult): boolean {
  return findings.length > 0 && findings.every(holds) && control.some((finding) => !holds(finding));
}

/** What a machine that is busy with something else cannot shift: a finding of a run is that much better than a control of the same run. */
export interface Compared {
  readonly finding: string;
  readonly control: string;
  /** Where less is better: the most of the control's value. Where more is: what is had on top of it. */
  readonly by: number;
}

/** True where the finding that `compared` names, once measured, is as much better than the control as it asks. */
export function beats({ findings, control }: ProbeResult, compared: Compared): boolean {
  const finding = findings.find(({ what }) => what === compared.finding);
  const beaten = control.find(({ what }) => what === compared.control);
  if (!finding || !beaten) return false;
  return finding.is === "at most" ? finding.value <= beaten.value * compared.by : finding.value >= beaten.value + compared.by;
}

/** The lines that a person reads, and what the numbers were measured with. */
export function report(probe: Probe, options: ProbeOptions, result: ProbeResult): string {
  const line = (finding: Finding) =>
    `  ${holds(finding) ? "ok  " : "FAIL"} ${finding.what}: ${Number(finding.value.toFixed(4))} (${finding.is} ${finding.limit})`;
  return [
    `${probe.name}: ${probe.claim}`,
    `  commit ${commit()}, node ${process.version}, seed ${options.seed}${options.quick ? ", quick" : ""}`,
    ...Object.entries(result.told).map(([what, value]) => `       ${what}: ${typeof value === "number" ? Number(value.toFixed(4)) : value}`),
    ...result.findings.map(line),
    "  control, which must fail:",
    ...result.control.map(line),
    passes(result) ? "PASS" : "FAIL",
  ].join("\n");
}

function commit(): string {
  try {
    return execFileSync("git", ["rev-parse", "--short", "HEAD"], { encoding: "utf8", stdio: ["ignore", "pipe", "ignore"] }).trim();
  } catch {
    return "unknown";
  }
}
