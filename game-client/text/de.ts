import { hands } from "./de/hands.ts";
import { match } from "./de/match.ts";
import { page } from "./de/page.ts";
import { platform } from "./de/platform.ts";
import { strip } from "./de/strip.ts";
import { watch } from "./de/watch.ts";
import type { Texts } from "./en.ts";

export const de: Texts = { ...page, ...match, ...hands, ...strip, ...platform, ...watch };
