import { t } from "../../text/text.ts";
import { element } from "../../ui/element.ts";

/** A recovery code, the one time that it can be seen: to be written down, copied or kept in a file. */
export function recoveryCodeNote(code: string, player: string): HTMLElement {
  const said = element("span", { class: "said", role: "status" });
  const shown = element("output", { class: "recovery-code", id: "new-recovery-code", dir: "ltr" }, code);
  const copy = element("button", { class: "button", type: "button" }, t("account.copy"));
  copy.addEventListener("click", async () => {
    const copied = await navigator.clipboard?.writeText(code).then(
      () => true,
      () => false,
    );
    if (!copied) getSelection()?.selectAllChildren(shown);
    said.textContent = t(copied ? "account.copied" : "account.copyByHand");
  });
  const text = `${location.origin}\n${player}\n${code}\n`;
  const file = element(
    "a",
    { class: "button", href: `data:text/plain;charset=utf-8,${encodeURIComponent(text)}`, download: "velarium-recovery-code.txt" },
    t("account.recoveryFile"),
  );
  return element(
    "section",
    { class: "recovery", "aria-labelledby": "recovery-title" },
    element("h2", { id: "recovery-title" }, t("account.recoveryCode")),
    element("p", {}, t("account.recoveryOnce")),
    shown,
    element("div", { class: "buttons" }, copy, file, said),
  );
}
