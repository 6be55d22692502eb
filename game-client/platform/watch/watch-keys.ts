/** What a key does to a match that is watched. */
export type WatchAction =
  | { readonly kind: "toggle" | "live" | "camera" | "fullscreen" | "help" | "moments" | "scores" | "clipIn" | "clipOut" | "first" | "last" }
  | { readonly kind: "skip"; readonly seconds: number }
  | { readonly kind: "step" | "faster" | "moment"; readonly direction: 1 | -1 }
  | { readonly kind: "tenth"; readonly tenth: number };

export interface KeyPress {
  readonly key: string;
  readonly ctrlKey: boolean;
  readonly metaKey: boolean;
  readonly altKey: boolean;
  readonly shiftKey: boolean;
}

/** Where a key is pressed: where letters choose or write, on a button or link, on the bar of time, or anywhere else. */
export type KeyPlace = "typing" | "control" | "bar" | "elsewhere";

const SKIP_SECONDS = 5;

const BY_KEY: Readonly<Record<string, WatchAction>> = {
  ",": { kind: "step", direction: -1 },
  ".": { kind: "step", direction: 1 },
  "<": { kind: "faster", direction: -1 },
  ">": { kind: "faster", direction: 1 },
  p: { kind: "moment", direction: -1 },
  n: { kind: "moment", direction: 1 },
  l: { kind: "live" },
  c: { kind: "camera" },
  f: { kind: "fullscreen" },
  m: { kind: "moments" },
  t: { kind: "scores" },
  i: { kind: "clipIn" },
  o: { kind: "clipOut" },
  "?": { kind: "help" },
  Home: { kind: "first" },
  End: { kind: "last" },
};

/** Undefined where the key is not ours: a browser's, the control's that has the focus, or the game's while its camera is free. */
export function watchAction(press: KeyPress, place: KeyPlace, freeCamera: boolean): WatchAction | undefined {
  const { key } = press;
  if (press.ctrlKey || press.metaKey || press.altKey || place === "typing") return undefined;
  if (key === " ") return place === "control" ? undefined : { kind: "toggle" };
  if (key === "ArrowLeft" || key === "ArrowRight") {
    const ours = place === "bar" || (place === "elsewhere" && (!freeCamera || press.shiftKey));
    return ours ? { kind: "skip", seconds: key === "ArrowLeft" ? -SKIP_SECONDS : SKIP_SECONDS } : undefined;
  }
  if (/^[0-9]$/.test(key)) return { kind: "tenth", tenth: Number(key) };
  return BY_KEY[key.length === 1 ? key.toLowerCase() : key];
}
