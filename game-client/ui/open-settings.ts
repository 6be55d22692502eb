import { loadPart } from "./load-part.ts";

/** Shows the settings; loaded when they are asked for. Resolves once they are closed. */
export async function openSettings(): Promise<void> {
  const loaded = await loadPart(() => import("./settings/settings-dialog.ts"));
  await loaded?.showSettings();
}
