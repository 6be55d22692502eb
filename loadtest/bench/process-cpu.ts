import { readFileSync } from "node:fs";

/** Of Linux on every machine that we measure on. */
const TICKS_PER_SECOND = 100;

/** Seconds of processor time that a process has used, in user and kernel. */
export function cpuSeconds(pid: number): number {
  const stat = readFileSync(`/proc/${pid}/stat`, "utf8");
  const fields = stat.slice(stat.lastIndexOf(")") + 2).split(" ");
  return (Number(fields[11]) + Number(fields[12])) / TICKS_PER_SECOND;
}
