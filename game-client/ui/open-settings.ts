/** Shows the settings; loaded when they are asked for. Resolves once they are closed. */
export async function openSettings(): Promise<void> {
  const loaded = await import("./settings/settings-dialog.ts").catch(() => undefined);
  await loaded?.showSettings();
}
