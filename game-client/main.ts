import "./ui/page.css";
import { readKeyboardLayout } from "./games/arena/press-labels.ts";
import { keepAppearance } from "./settings/appearance.ts";
import { startApp } from "./ui/app.ts";

/** Whoever waits longer for the font sees the page in another one, and longer for their keyboard's letters those of most. */
const LOOKS_MS = 800;

const font = document.fonts.load('1em "Archivo Variable"').catch(() => undefined);
const looks = Promise.all([font, readKeyboardLayout()]);
await Promise.all([keepAppearance(), Promise.race([looks, new Promise((resolve) => setTimeout(resolve, LOOKS_MS))])]);
startApp(document.querySelector("#page") ?? document.body);
// Few have one: what it needs is loaded once it is there.
window.addEventListener("gamepadconnected", () => void import("./ui/pad-focus.ts").then(({ startPadFocus }) => startPadFocus()), { once: true });
