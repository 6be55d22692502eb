import { SafeStorage } from "../identity/safe-storage.ts";
import { SettingsStore } from "./settings-store.ts";

/** What this person has set: `get`, `set`, `on`. */
export const settings = new SettingsStore(new SafeStorage(() => localStorage));

// Heard from other tabs alone. Tests read settings where there is no window.
if (typeof window !== "undefined") window.addEventListener("storage", () => settings.reread());
