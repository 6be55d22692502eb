import "./ui/page.css";
import { keepAppearance } from "./settings/appearance.ts";
import { startApp } from "./ui/app.ts";

/** Whoever waits longer for the font sees the page in another one. */
const FONT_MS = 800;

const font = document.fonts.load('1em "Archivo Variable"').catch(() => undefined);
await Promise.all([keepAppearance(), Promise.race([font, new Promise((resolve) => setTimeout(resolve, FONT_MS))])]);
startApp(document.querySelector("#page") ?? document.body);
// Few have one: what it needs is loaded once it is there.
window.addEventListener("gamepadconnected", () => void import("./ui/pad-focus.ts").then(({ startPadFocus }) => startPadFocus()), { once: true });
