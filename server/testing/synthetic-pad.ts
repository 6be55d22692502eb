import assert from "node:assert/strict";
import type { Page } from "playwright-core";

/** What a test does with the pad, in the page as `window.pad`. */
export interface SyntheticPad {
  axes: number[];
  press(button: number, on: boolean): void;
  release(): void;
  connect(): void;
  disconnect(): void;
}

/** The page, as far as a pad is concerned: these functions run there. */
interface InPage {
  pad: SyntheticPad;
  readonly navigator: object;
  readonly document: { readonly activeElement: { readonly id: string } | null };
  dispatchEvent(event: Event): void;
  requestAnimationFrame(callback: (nowMs: number) => void): void;
}

/** A pad that the page takes for one; it runs there before anything of the page's own. */
export function installPad(): void {
  const page = globalThis as unknown as InPage;
  const buttons = Array.from({ length: 17 }, () => ({ pressed: false, touched: false, value: 0 }));
  const pad = { id: "Synthetic pad", index: 0, connected: false, mapping: "standard", timestamp: 0, axes: [0, 0, 0, 0], buttons };
  const tell = (type: string) => page.dispatchEvent(Object.assign(new Event(type), { gamepad: pad }));
  Object.defineProperty(page.navigator, "getGamepads", { value: () => [pad.connected ? pad : null, null, null, null] });
  page.pad = {
    get axes() {
      return pad.axes;
    },
    set axes(axes) {
      pad.axes = axes;
    },
    press(button, on) {
      Object.assign(buttons[button] ?? {}, { pressed: on, value: on ? 1 : 0 });
    },
    release() {
      pad.axes = [0, 0, 0, 0];
      for (const button of buttons) Object.assign(button, { pressed: false, value: 0 });
    },
    connect() {
      pad.connected = true;
      tell("gamepadconnected");
    },
    disconnect() {
      pad.connected = false;
      tell("gamepaddisconnected");
    },
  };
}

/** Presses a button for as long as the page takes to notice. */
export async function padPress(page: Page, button: number): Promise<void> {
  for (const on of [true, false])
    await page.evaluate(
      ([pressed, down]) =>
        new Promise((resolve) => {
          const page = globalThis as unknown as InPage;
          page.pad.press(pressed, down);
          page.requestAnimationFrame(() => page.requestAnimationFrame(resolve));
        }),
      [button, on] as const,
    );
}

/** Moves the focus down by the d-pad until it is on the element with this id. */
export async function padTo(page: Page, id: string): Promise<void> {
  for (let i = 0; i < 60; i++) {
    if (await page.evaluate((wanted) => (globalThis as unknown as InPage).document.activeElement?.id === wanted, id)) return;
    await padPress(page, 13);
  }
  assert.fail(`no way to #${id} by the d-pad`);
}
