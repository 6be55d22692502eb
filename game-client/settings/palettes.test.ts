import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { PALETTES } from "./palettes.ts";

/** Machado, Oliveira, Fernandes 2009: what each kind sees, on linear red, green and blue. */
const VISIONS: Readonly<Record<string, readonly (readonly number[])[]>> = {
  normal: [
    [1, 0, 0],
    [0, 1, 0],
    [0, 0, 1],
  ],
  protan: [
    [0.152286, 1.052583, -0.204868],
    [0.114503, 0.786281, 0.099216],
    [-0.003882, -0.048116, 1.051998],
  ],
  deutan: [
    [0.367322, 0.860646, -0.227968],
    [0.280085, 0.672501, 0.047413],
    [-0.01182, 0.04294, 0.968881],
  ],
  tritan: [
    [1.255528, -0.076749, -0.178779],
    [-0.078411, 0.930809, 0.147602],
    [0.004733, 0.691367, 0.3039],
  ],
};

/** In OKLab, where 0.02 is just seen when two fields touch; ours move and glow. */
const LEAST_APART = 0.11;
const GROUNDS = { "night-0": "#0b0c24", "night-1": "#12143a", "night-2": "#1b1e52" };

describe("the palettes", () => {
  for (const [name, colours] of Object.entries(PALETTES)) {
    for (const vision of name === "classic" ? ["normal"] : ["normal", name]) {
      it(`keep team, self, danger and pickups apart: ${name}, seen with ${vision} vision`, () => {
        const all = Object.entries(colours);
        for (const [i, [one, a]] of all.entries())
          for (const [other, b] of all.slice(i + 1)) {
            const apart = distance(seen(a, vision), seen(b, vision));
            assert.ok(apart >= LEAST_APART, `${one} and ${other} are ${apart.toFixed(3)} apart`);
          }
      });
    }

    it(`can be read on the night: ${name}`, () => {
      for (const [role, colour] of Object.entries(colours))
        for (const [ground, night] of Object.entries(GROUNDS)) {
          const ratio = contrast(colour, night);
          assert.ok(ratio >= 4.5, `${role} on ${ground}: ${ratio.toFixed(2)}`);
        }
    });
  }

  it("of the style sheet are those of the classic one", () => {
    const css = readFileSync(new URL("../ui/tokens.css", import.meta.url), "utf8");
    for (const [role, colour] of Object.entries({ ...PALETTES.classic, ...GROUNDS }))
      assert.match(css, new RegExp(`--${role}: ${colour};`), `${role} is ${colour}`);
  });
});

function linear(colour: string): number[] {
  return [1, 3, 5].map((at) => {
    const part = Number.parseInt(colour.slice(at, at + 2), 16) / 255;
    return part <= 0.04045 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4;
  });
}

function times(matrix: readonly (readonly number[])[], vector: readonly number[]): number[] {
  return matrix.map((row) => row.reduce((sum, factor, index) => sum + factor * (vector[index] ?? 0), 0));
}

/** The colour in OKLab, as it is seen. */
function seen(colour: string, vision: string): number[] {
  const light = times(VISIONS[vision] ?? [], linear(colour)).map((part) => Math.min(1, Math.max(0, part)));
  const cones = times(
    [
      [0.4122214708, 0.5363325363, 0.0514459929],
      [0.2119034982, 0.6806995451, 0.1073969566],
      [0.0883024619, 0.2817188376, 0.6299787005],
    ],
    light,
  ).map(Math.cbrt);
  return times(
    [
      [0.2104542553, 0.793617785, -0.0040720468],
      [1.9779984951, -2.428592205, 0.4505937099],
      [0.0259040371, 0.7827717662, -0.808675766],
    ],
    cones,
  );
}

function distance(a: readonly number[], b: readonly number[]): number {
  return Math.hypot(...a.map((part, index) => part - (b[index] ?? 0)));
}

function contrast(a: string, b: string): number {
  const [dark = 0, light = 0] = [a, b].map((colour) => times([[0.2126, 0.7152, 0.0722]], linear(colour))[0] ?? 0).sort((x, y) => x - y);
  return (light + 0.05) / (dark + 0.05);
}
