/** More at once is a noise in which nothing is heard. */
const MOST = 18;
/** Of one kind. */
const MOST_ALIKE = 4;

interface Voice {
  readonly name: string;
  readonly gain: number;
  readonly endsMs: number;
  readonly stop: () => void;
}

/** Who may be heard at the same time: the louder rather than the quieter. */
export class Voices {
  #voices: Voice[] = [];

  /** True where a sound as loud as `gain` may begin; a quieter one may have been stopped for it. */
  admit(name: string, gain: number, nowMs: number): boolean {
    this.#voices = this.#voices.filter(({ endsMs }) => endsMs > nowMs);
    const alike = this.#voices.filter((voice) => voice.name === name);
    const rivals = alike.length >= MOST_ALIKE ? alike : this.#voices.length >= MOST ? this.#voices : [];
    if (rivals.length === 0) return true;
    const quietest = rivals.reduce((quiet, voice) => (voice.gain < quiet.gain ? voice : quiet));
    if (quietest.gain >= gain) return false;
    quietest.stop();
    this.#voices = this.#voices.filter((voice) => voice !== quietest);
    return true;
  }

  begin(voice: Voice): void {
    this.#voices.push(voice);
  }
}
