import { guestName } from "../identity/guest-name.ts";
import { t } from "../text/text.ts";
import { element } from "./element.ts";
import { picture } from "./picture.ts";

const DIE = `<rect x="2" y="2" width="20" height="20" rx="5"/>${["12 12", "7 7", "17 17", "7 17", "17 7"].map((at) => `<path d="M${at}h0"/>`).join("")}`;

/** The name that we play under, with a dice for another one; `changed` hears each. That of an account is changed on its own page. */
export class NameField {
  readonly root: HTMLElement;
  readonly #input: HTMLInputElement;
  readonly #wrong = element("p", { class: "wrong", id: "name-wrong", role: "alert" });

  constructor(name: string, isAccount: boolean, changed: (name: string) => void) {
    this.#input = element("input", {
      class: "field",
      id: "name",
      maxlength: "60",
      placeholder: t("landing.name"),
      "aria-label": t("landing.name"),
      autocomplete: "nickname",
      dir: "auto",
      value: name,
      readonly: isAccount,
      "aria-describedby": "name-wrong",
      input: () => this.#clear(),
      change: () => changed(this.name),
    });
    const roll = () => {
      this.#clear();
      this.#input.value = guestName();
      changed(this.name);
    };
    const dice = element(
      "button",
      { class: "dice", id: "dice", type: "button", "aria-label": t("landing.dice"), title: t("landing.dice"), hidden: isAccount, click: roll },
      picture("0 0 24 24", DIE),
    );
    this.root = element("div", { class: "name" }, this.#input, dice, this.#wrong);
  }

  get name(): string {
    return this.#input.value;
  }

  /** Says why the name cannot be used, and what else may be done, until it is another. */
  refuse(text: string, ...ways: Node[]): void {
    this.#wrong.replaceChildren(text, " ", ...ways);
    this.#input.setAttribute("aria-invalid", "true");
    this.#input.focus();
  }

  #clear(): void {
    this.#wrong.replaceChildren();
    this.#input.removeAttribute("aria-invalid");
  }
}
