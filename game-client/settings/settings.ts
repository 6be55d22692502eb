import { SafeStorage } from "../identity/safe-storage.ts";
import { SettingsStore } from "./settings-store.ts";

/** What this person has set: `get`, `set`, `on`. */
export const settings = new SettingsStore(new SafeStorage(() => localStorage));
