import type { Session } from "../../identity/sign-in.ts";
import { t } from "../../text/text.ts";
import { element } from "../../ui/element.ts";
import { section } from "../section.ts";
import { everythingAbout } from "./account-api.ts";
import { accountTrouble } from "./account-trouble.ts";

const FILE_NAME = "velarium-export.json";

/** Everything about me, as a file. */
export function dataSection({ token }: Session): HTMLElement {
  const said = element("p", { class: "said", role: "status" });
  const button = element("button", { class: "button", type: "button", id: "export" }, t("account.export"));
  button.addEventListener("click", async () => {
    button.disabled = true;
    const everything = await everythingAbout(token);
    button.disabled = false;
    said.textContent = everything.ok ? t("account.exported", { file: FILE_NAME }) : accountTrouble(everything).text;
    if (everything.ok) save(everything.value);
  });
  return section(t("account.data"), element("p", {}, t("account.dataText")), element("div", { class: "buttons" }, button), said);
}

function save(text: string): void {
  const url = URL.createObjectURL(new Blob([text], { type: "application/json" }));
  element("a", { href: url, download: FILE_NAME }).click();
  // The download has its own hold on the file once the click is through.
  setTimeout(() => URL.revokeObjectURL(url));
}
