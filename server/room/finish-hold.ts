/** Far longer than a disk takes that works (2 to 5 ms); players would take a longer stand for a fault. */
const AT_MOST_MS = 1000;

/** Keeps back that a match has ended until its result can no longer be lost, for a second at most. */
export class FinishHold {
  #on = true;
  /** Resolves once everybody may know. */
  readonly over: Promise<void>;

  /** `late` is called where `stored` has not resolved in time. */
  constructor(stored: Promise<unknown>, late: () => void) {
    this.over = new Promise((resolve) => {
      const release = () => {
        clearTimeout(timer);
        this.#on = false;
        resolve();
      };
      const timer = setTimeout(() => {
        late();
        release();
      }, AT_MOST_MS);
      stored.then(release, () => {});
    });
  }

  get on(): boolean {
    return this.#on;
  }
}
