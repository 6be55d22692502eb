import { t } from "../../text/text.ts";
import { element } from "../../ui/element.ts";

const COPIED_MS = 2500;

/** A link to copy, or to take by hand where the browser does not let us. */
export function copyLink(id: string, link: () => string): HTMLElement {
  const field = element("input", { class: "field", id: `${id}-link`, readonly: true, dir: "ltr", "aria-label": t("watch.link"), value: link() });
  const said = element("p", { class: "said", role: "status" });
  const copy = element("button", { class: "button call", type: "button", id: `${id}-copy` }, t("watch.copy"));
  field.addEventListener("focus", () => field.select());
  copy.addEventListener("click", async () => {
    field.value = link();
    const copied = await navigator.clipboard?.writeText(field.value).then(
      () => true,
      () => false,
    );
    said.textContent = copied ? t("watch.copied") : t("watch.copyByHand");
    if (!copied) return field.focus();
    setTimeout(() => {
      said.textContent = "";
    }, COPIED_MS);
  });
  return element("div", { class: "copy-link" }, field, copy, said);
}
