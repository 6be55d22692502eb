import type { PaletteName } from "./known-settings.ts";

/** The colours that mean something; night, sand and text are the same in every palette. */
export interface MeaningColours {
  /** The one thing to do next; also team A. */
  readonly call: string;
  /** Team B, links. */
  readonly calm: string;
  /** You, live, success. */
  readonly alive: string;
  readonly warn: string;
  /** Danger, and what went wrong. */
  readonly wrong: string;
}

/**
 * Searched for the largest distance between any two under the vision that each is for, with at least 4.5:1 against the
 * night; the test simulates that vision.
 */
export const PALETTES: Readonly<Record<PaletteName, MeaningColours>> = {
  classic: { call: "#ff5a36", calm: "#46b4ff", alive: "#63f5c8", warn: "#ffc53d", wrong: "#ff4488" },
  deutan: { call: "#ff8420", calm: "#3d8fff", alive: "#a8fff6", warn: "#ffee3a", wrong: "#ff2fac" },
  protan: { call: "#ff7019", calm: "#51aeff", alive: "#adfaff", warn: "#ffd940", wrong: "#ff2fbd" },
  tritan: { call: "#ff4a2e", calm: "#5895ff", alive: "#3dff5a", warn: "#fff27a", wrong: "#ff77ef" },
};
