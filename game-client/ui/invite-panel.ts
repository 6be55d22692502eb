import { onText, t } from "../text/text.ts";
import { element } from "./element.ts";
import { inviteLink } from "./route.ts";

const COPIED_MS = 2500;

/** How friends come into a private match: link, code and QR; open while it waits, else behind a button. */
export class InvitePanel {
  readonly root = element("section", { class: "invite", hidden: true });
  readonly #stopListening: () => void;
  #code = "";
  #open = false;
  #waiting = false;

  constructor() {
    this.#stopListening = onText(() => this.#draw());
  }

  /** What the match says of itself, as often as one likes. */
  show(code: string, waiting: boolean): void {
    if (code === this.#code && waiting === this.#waiting) return;
    // Play begins: the panel makes way.
    if (waiting !== this.#waiting || code !== this.#code) this.#open = waiting;
    this.#code = code;
    this.#waiting = waiting;
    this.root.hidden = code === "";
    this.#draw();
  }

  open(): void {
    this.#open = true;
    this.#draw();
    this.root.querySelector<HTMLElement>("#copy-link")?.focus();
  }

  close(): void {
    this.#stopListening();
  }

  #draw(): void {
    if (this.#code === "") return;
    this.root.setAttribute("aria-label", t("invite.title"));
    this.root.classList.toggle("open", this.#open);
    const toggle = button(this.#open ? t("invite.hide") : t("invite.show"), "invite-toggle", () => {
      const focused = document.activeElement === toggle;
      this.#open = !this.#open;
      this.#draw();
      if (focused) this.root.querySelector<HTMLElement>("#invite-toggle")?.focus();
    });
    toggle.setAttribute("aria-expanded", String(this.#open));
    const head = element("div", { class: "head" }, element("span", {}, t("invite.code")), element("b", { id: "code" }, this.#code), toggle);
    this.root.replaceChildren(head, ...(this.#open ? this.#content() : []));
  }

  #content(): HTMLElement[] {
    const link = inviteLink(location.origin, this.#code);
    const status = element("p", { class: "said", role: "status" });
    const field = element("input", {
      class: "field",
      id: "link",
      readonly: true,
      value: link,
      dir: "ltr",
      "aria-label": t("invite.link"),
      focus: () => field.select(),
    });
    const copy = button(t("invite.copy"), "copy-link", async () => {
      if (await copied(link)) {
        status.textContent = t("invite.copied");
        copy.textContent = t("invite.copied");
        setTimeout(() => copy.replaceChildren(t("invite.copy")), COPIED_MS);
      } else {
        status.textContent = t("invite.byHand");
        field.focus();
      }
    });
    copy.classList.add("call");
    const buttons = element("div", { class: "buttons" }, copy);
    if ("share" in navigator) buttons.append(button(t("invite.share"), "share-link", () => void share(link)));
    const code = element("div", { class: "qr" });
    void drawCode(code, link);
    const title = element("h2", {}, t("invite.title"));
    const words = element(
      "div",
      { class: "words" },
      title,
      ...(this.#waiting ? [element("p", {}, t("invite.waiting"))] : []),
      field,
      buttons,
      status,
    );
    return [element("div", { class: "body" }, words, code)];
  }
}

async function copied(link: string): Promise<boolean> {
  try {
    await navigator.clipboard.writeText(link);
    return true;
  } catch {
    return false;
  }
}

async function share(url: string): Promise<void> {
  // Who closes the system's sheet has decided not to.
  await navigator.share({ url, text: t("invite.message") }).catch(() => undefined);
}

/** The encoder is loaded with the first code that is shown; without it the link is enough. */
async function drawCode(place: HTMLElement, link: string): Promise<void> {
  const loaded = await import("./qr-picture.ts").catch(() => undefined);
  if (loaded) place.replaceChildren(loaded.qrPicture(link, t("invite.qr")));
}

function button(text: string, id: string, click: () => void): HTMLButtonElement {
  return element("button", { class: "button", type: "button", id, click }, text);
}
