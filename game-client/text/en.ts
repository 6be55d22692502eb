import { hands } from "./en/hands.ts";
import { match } from "./en/match.ts";
import { page } from "./en/page.ts";
import { platform } from "./en/platform.ts";
import { strip } from "./en/strip.ts";
import { watch } from "./en/watch.ts";

/** Every text in English: the source that the other languages are held to. Each area has its own file. */
export const en = { ...page, ...match, ...hands, ...strip, ...platform, ...watch } as const;

export type Texts = Readonly<Record<keyof typeof en, string>>;
