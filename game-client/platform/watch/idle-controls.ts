/** After so long without a hand the picture has the screen to itself. */
const IDLE_MS = 3200;
/** A finger that moved further than this dragged. */
const TAP_PX = 10;

export interface IdleOptions {
  /** The picture with everything over it: a tap beside the controls shows and hides them. */
  readonly root: HTMLElement;
  /** The controls: while they are pointed at, or have the focus of the keyboard, they stay. */
  readonly controls: readonly HTMLElement[];
  /** Whether they stay for another reason: nothing is moving, or something is open. */
  readonly stay: () => boolean;
}

/** Hides the controls while a match is watched, and brings them back by a move, a tap or a key. */
export class IdleControls {
  readonly #options: IdleOptions;
  readonly #stop = new AbortController();
  #timer: ReturnType<typeof setTimeout> | undefined;
  #down: { readonly x: number; readonly y: number } | undefined;

  constructor(options: IdleOptions) {
    this.#options = options;
    const { root } = options;
    const { signal } = this.#stop;
    root.addEventListener("pointermove", (event) => event.pointerType !== "touch" && this.wake(), { signal });
    root.addEventListener("keydown", () => this.wake(), { signal });
    root.addEventListener("focusin", () => this.wake(), { signal });
    root.addEventListener(
      "pointerdown",
      ({ clientX: x, clientY: y }) => {
        this.#down = { x, y };
      },
      { signal },
    );
    root.addEventListener("pointerup", (event) => this.#tapped(event), { signal });
    this.wake();
  }

  get shown(): boolean {
    return this.#options.root.dataset.controls !== "hidden";
  }

  wake(): void {
    this.#options.root.dataset.controls = "shown";
    clearTimeout(this.#timer);
    this.#timer = setTimeout(() => this.#rest(), IDLE_MS);
  }

  close(): void {
    clearTimeout(this.#timer);
    this.#stop.abort();
  }

  #rest(): void {
    const { root, controls, stay } = this.#options;
    // On a touch screen what was tapped last stays hovered.
    const hovers = matchMedia("(hover: hover)").matches;
    const held = controls.some((control) => (hovers && control.matches(":hover")) || control.querySelector(":focus-visible"));
    if (stay() || held) this.wake();
    else root.dataset.controls = "hidden";
  }

  #tapped({ pointerType, clientX, clientY, target }: PointerEvent): void {
    const down = this.#down;
    if (target instanceof Node && this.#options.controls.some((control) => control.contains(target))) {
      this.wake();
      return;
    }
    if (pointerType !== "touch" || !down || Math.hypot(clientX - down.x, clientY - down.y) > TAP_PX) return;
    if (!this.shown) this.wake();
    else if (!this.#options.stay()) this.#options.root.dataset.controls = "hidden";
  }
}
