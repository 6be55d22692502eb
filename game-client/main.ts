import "./ui/page.css";
import { startApp } from "./ui/app.ts";

startApp(document.querySelector("#page") ?? document.body);
