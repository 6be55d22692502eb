import "./ui/page.css";
import { keepAppearance } from "./settings/appearance.ts";
import { startApp } from "./ui/app.ts";

await keepAppearance();
startApp(document.querySelector("#page") ?? document.body);
// Few have one: what it needs is loaded once it is there.
window.addEventListener("gamepadconnected", () => void import("./ui/pad-focus.ts").then(({ startPadFocus }) => startPadFocus()), { once: true });
