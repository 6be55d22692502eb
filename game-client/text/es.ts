import type { Texts } from "./en.ts";
import { hands } from "./es/hands.ts";
import { match } from "./es/match.ts";
import { page } from "./es/page.ts";
import { platform } from "./es/platform.ts";
import { strip } from "./es/strip.ts";
import { watch } from "./es/watch.ts";

export const es: Texts = { ...page, ...match, ...hands, ...strip, ...platform, ...watch };
