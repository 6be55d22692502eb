import type { WatchCamera } from "../../games/game-view.ts";
import { watchPath } from "../../ui/route.ts";

/** What the query of `/watch/ID` asks for. */
export interface WatchAddress {
  /** Where to begin; undefined for the beginning of a match that is over, and the live edge of one that runs. */
  readonly tick: number | undefined;
  readonly camera: WatchCamera | undefined;
  /** Plays just this. */
  readonly clip: { readonly from: number; readonly to: number } | undefined;
  readonly live: boolean;
  /** Of a private match that runs; empty for others. */
  readonly code: string;
}

/** Of a day at 100 ticks a second. */
const MOST_TICKS = 8_640_000;
const MOST_SEATS = 255;

export function readWatchAddress(search: string): WatchAddress {
  const query = new URLSearchParams(search);
  const [from, to] =
    /^(\d{1,8})-(\d{1,8})$/
      .exec(query.get("clip") ?? "")
      ?.slice(1)
      .map(readTick) ?? [];
  return {
    tick: readTick(query.get("t") ?? undefined),
    camera: readCamera(query.get("camera") ?? ""),
    clip: from !== undefined && to !== undefined && from < to ? { from, to } : undefined,
    live: query.get("live") === "1",
    code: query.get("code") ?? "",
  };
}

/** The link to a match at a tick or to a part of it, seen as it is seen now. */
export function watchLink(origin: string, id: string, { tick, clip, camera, code }: Partial<Omit<WatchAddress, "live">>): string {
  const query = new URLSearchParams();
  if (clip) query.set("clip", `${clip.from}-${clip.to}`);
  else if (tick !== undefined) query.set("t", String(Math.max(0, Math.round(tick))));
  if (camera) query.set("camera", cameraText(camera));
  // A private match opens with it alone.
  if (code) query.set("code", code);
  const text = query.toString();
  return origin + watchPath(id, text === "" ? "" : `?${text}`);
}

export function cameraText(camera: WatchCamera): string {
  return camera.kind === "follow" ? `follow-${camera.seat}` : camera.kind;
}

/** Undefined where `text` names no camera. */
export function readCamera(text: string): WatchCamera | undefined {
  if (text === "director" || text === "free") return { kind: text };
  const seat = Number(/^follow-(\d{1,3})$/.exec(text)?.[1]);
  return seat <= MOST_SEATS ? { kind: "follow", seat } : undefined;
}

function readTick(text: string | undefined): number | undefined {
  if (text === undefined || !/^\d{1,8}$/.test(text)) return undefined;
  return Math.min(MOST_TICKS, Number(text));
}
