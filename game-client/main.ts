import "./ui/page.css";
import { keepAppearance } from "./settings/appearance.ts";
import { startApp } from "./ui/app.ts";

await keepAppearance();
startApp(document.querySelector("#page") ?? document.body);
