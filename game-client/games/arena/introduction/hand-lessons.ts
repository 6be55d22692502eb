import { settings } from "../../../settings/settings.ts";
import { t } from "../../../text/text.ts";
import type { HandLesson } from "../../introduction.ts";
import type { Device } from "../actions.ts";
import { hintText } from "../hint-text.ts";

/** How to play with what this device has, the likeliest first, with the keys that are bound now. A gamepad may always come. */
export function handLessons(): readonly HandLesson[] {
  const has = (query: string) => matchMedia(query).matches;
  const byPointer: readonly Device[] = has("(any-pointer: fine)") || !has("(any-pointer: coarse)") ? ["mouse", "keys"] : [];
  const byTouch: readonly Device[] = has("(any-pointer: coarse)") ? ["touch"] : [];
  const devices: readonly Device[] = has("(pointer: coarse)") ? [...byTouch, ...byPointer, "pad"] : [...byPointer, ...byTouch, "pad"];
  const bindings = settings.get("bindings");
  return devices.map((device) => ({ title: t(`hands.with.${device}`), text: hintText(device, bindings) }));
}
