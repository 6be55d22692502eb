/** 0 before and after a match, 1 in it, 2 near its end, 3 in sudden death. */
export type Tension = 0 | 1 | 2 | 3;

/** One note of a bar; lengths in beats. */
export interface Note {
  readonly voice: "pad" | "bass" | "pluck" | "hat";
  readonly atBeat: number;
  readonly beats: number;
  readonly hz: number;
  readonly gain: number;
}

export const BEATS_PER_BAR = 4;
export const BEATS_PER_MINUTE: Readonly<Record<Tension, number>> = { 0: 66, 1: 92, 2: 108, 3: 124 };

/** A minor, F, C, G and their darker cousins: semitones from A of the root and of the chord above it. */
const CHORDS = [
  [0, 3, 7],
  [-4, 0, 3],
  [3, 7, 10],
  [-2, 2, 5],
  [0, 3, 7],
  [-4, 0, 5],
  [-7, 0, 5],
  [-5, -1, 2],
] as const;
const PENTATONIC = [0, 3, 5, 7, 10, 12, 15];

/** The notes of one bar: a pad, under it a bass that drives, above it plucks that wander, a hat that hurries. */
export function barOf(bar: number, tension: Tension): Note[] {
  const chord = CHORDS[bar % CHORDS.length] ?? CHORDS[0];
  const notes: Note[] = chord.map((semitone) => ({ voice: "pad", atBeat: 0, beats: BEATS_PER_BAR, hz: hzOf(semitone, 220), gain: 0.05 }));
  const plucks = tension === 0 ? 2 : tension * 4;
  for (let i = 0; i < plucks; i++) {
    // A walk that depends on the bar alone, so that nothing has to be kept: a hash of two small numbers.
    const step = PENTATONIC[(bar * 5 + i * (3 + (bar % 3)) + ((bar * i) >> 1)) % PENTATONIC.length] ?? 0;
    notes.push({ voice: "pluck", atBeat: (i * BEATS_PER_BAR) / plucks, beats: 0.7, hz: hzOf(step, 440), gain: tension === 0 ? 0.03 : 0.035 });
  }
  const pulses = tension === 0 ? 0 : tension === 1 ? 4 : 8;
  for (let i = 0; i < pulses; i++) {
    const octave = i % 4 === 3 ? 2 : 1;
    notes.push({ voice: "bass", atBeat: (i * BEATS_PER_BAR) / pulses, beats: 0.45, hz: hzOf(chord[0], 110 * octave), gain: 0.1 });
  }
  const hats = tension < 2 ? 0 : tension === 2 ? 8 : 16;
  for (let i = 0; i < hats; i++)
    notes.push({ voice: "hat", atBeat: (i * BEATS_PER_BAR) / hats, beats: 0.1, hz: 3900, gain: i % 2 === 0 ? 0.02 : 0.035 });
  return notes;
}

function hzOf(semitone: number, base: number): number {
  return base * 2 ** (semitone / 12);
}
