import type { Side } from "./palette.ts";

/** A side's shape as a letter: never a colour alone. */
export const SIDE_SIGN: Readonly<Record<Side, string>> = { a: "▲", b: "◆" };
