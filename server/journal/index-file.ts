import type { BroadcastHead, BroadcastIndex } from "../../rooms/lib/broadcast.ts";
import { checkIndex } from "../../rooms/lib/broadcast-index.ts";
import { journalDamaged } from "../lib/journal-damaged.ts";
import { storedIndex } from "./stored-index.ts";

/** What the index of LocalBroadcast says, as far as it is sound and its segments are there. */
export interface IndexFile extends Pick<BroadcastIndex, "head" | "segments" | "moments"> {
  /** Where in the tail those frames begin that no sealed segment has. */
  readonly tail: number;
  readonly whole: boolean;
}

interface Line {
  readonly head?: BroadcastHead;
  readonly segment?: unknown;
  readonly moments?: readonly unknown[];
  readonly tail?: number;
  readonly end?: true;
}

/**
 * `segmentBytes` is what the file of segments has. What a disk has damaged counts from there on as not written: undefined where
 * there is no line yet. Throws AppError `journal/damaged` where not even the head can be read.
 */
export function readIndexFile(text: string, segmentBytes: number): IndexFile | undefined {
  const texts = text.split("\n").slice(0, -1);
  if (texts.length === 0) return undefined;
  const all = texts.map(readLine);
  const end = all.indexOf(undefined);
  const lines = (end < 0 ? all : all.slice(0, end)) as Line[];
  const count = soundLines(lines, segmentBytes);
  const sound = lines.slice(0, count);
  const { head, segments, moments } = storedIndex(indexOf(sound));
  const tail = sound.reduce((at, line) => line.tail ?? at, 0);
  return { head, segments, moments, tail, whole: count === texts.length && sound.at(-1)?.end === true };
}

/** How many of the lines are sound; all but the first are looked at by halves, as the first that is not may be any of thousands. */
function soundLines(lines: readonly Line[], segmentBytes: number): number {
  const isSound = (count: number) => {
    const index = checkIndex(indexOf(lines.slice(0, count)));
    return index !== undefined && index.segments.reduce((sum, { bytes }) => sum + bytes, 0) <= segmentBytes;
  };
  if (lines.length === 0) throw journalDamaged();
  if (isSound(lines.length)) return lines.length;
  let [sound, bad] = [1, lines.length];
  while (bad - sound > 1) {
    const middle = (sound + bad) >> 1;
    if (isSound(middle)) sound = middle;
    else bad = middle;
  }
  return sound;
}

function indexOf(lines: readonly Line[]): unknown {
  const segments = lines.flatMap(({ segment }) => segment ?? []);
  return { head: lines[0]?.head, segments, moments: lines.flatMap(({ moments }) => moments ?? []), state: "cut" };
}

function readLine(text: string): Line | undefined {
  try {
    const line = JSON.parse(text) as Line | null;
    const tail = line?.tail ?? 0;
    return line && Number.isSafeInteger(tail) && tail >= 0 ? line : undefined;
  } catch {
    return undefined;
  }
}
