import { settings } from "../../settings/settings.ts";
import { onText, t } from "../../text/text.ts";
import { element } from "../../ui/element.ts";
import { ACTIONS, type Action } from "./actions.ts";
import { bind, conflictsOf, FIXED_KEY, type Press, pressesOf, reset, unbind } from "./input-bindings.ts";
import { capturePress } from "./press-capture.ts";
import { labelOf, readKeyboardLayout } from "./press-labels.ts";
import "./bindings-editor.css";

/** Shows which key or button does what, and lets a person change it: for a settings panel. Close it with the panel. */
export class BindingsEditor {
  readonly root: HTMLElement;
  readonly #table = element("tbody");
  readonly #status = element("p", { class: "said", role: "status" });
  readonly #head = element("tr");
  readonly #about = element("p", { class: "about" });
  readonly #resetAll = element("button", { type: "button", class: "button", click: () => this.#set({}, t("hands.wasReset")) });
  readonly #stop: readonly (() => void)[];
  /** The action that waits for a press, or, with one, for what is to become of it. */
  #asking: { readonly action: Action; readonly press?: Press } | undefined;
  #stopCapture: (() => void) | undefined;

  constructor() {
    const table = element("table", {}, element("thead", {}, this.#head), this.#table);
    this.root = element("div", { class: "bindings-editor" }, this.#about, table, this.#status, this.#resetAll);
    this.#stop = [settings.on("bindings", () => this.#draw()), onText(() => this.#draw())];
    this.#draw();
    void readKeyboardLayout().then(() => this.#draw());
  }

  close(): void {
    this.#stopCapture?.();
    for (const stop of this.#stop) stop();
  }

  #draw(): void {
    const focused = document.activeElement instanceof HTMLElement && this.root.contains(document.activeElement) ? document.activeElement.id : "";
    this.#about.textContent = t("hands.about");
    this.#resetAll.textContent = t("hands.resetAll");
    this.#head.replaceChildren(element("th", { scope: "col" }, t("hands.action")), element("th", { scope: "col" }, t("hands.presses")));
    this.#table.replaceChildren(...ACTIONS.map((action) => this.#row(action)));
    if (focused !== "") document.getElementById(focused)?.focus();
  }

  #row(action: Action): HTMLElement {
    const name = nameOf(action);
    const content = this.#asking?.action === action ? this.#question(action, this.#asking.press) : this.#presses(action, name);
    return element("tr", {}, element("th", { scope: "row" }, name), element("td", {}, ...content));
  }

  #presses(action: Action, name: string): HTMLElement[] {
    const presses = pressesOf(settings.get("bindings"), action);
    const shown = presses.map((press) => this.#press(action, name, press));
    if (shown.length === 0) shown.push(element("em", {}, t("hands.nothing")));
    const add = button(t("hands.add"), () => this.#ask(action), { "aria-label": t("hands.addFor", { action: name }), id: addId(action) });
    const back = button(t("hands.reset"), () => this.#set(reset(settings.get("bindings"), action), t("hands.wasReset")), {
      "aria-label": t("hands.resetFor", { action: name }),
      id: `reset-${action}`,
    });
    back.hidden = settings.get("bindings")[action] === undefined;
    return [...shown, add, back];
  }

  #press(action: Action, name: string, press: Press): HTMLElement {
    const label = labelOf(press);
    if (press.kind === "key" && press.code === FIXED_KEY) return element("kbd", {}, label);
    const others = conflictsOf(settings.get("bindings"), action, press);
    const remove = () => {
      this.#set(unbind(settings.get("bindings"), action, press), t("hands.removed", { press: label }));
      document.getElementById(addId(action))?.focus();
    };
    const node = button(`${label} ×`, remove, { "aria-label": t("hands.remove", { press: label, action: name }), class: "press" });
    if (others.length === 0) return node;
    node.classList.add("clash");
    return element("span", {}, node, element("small", {}, t("hands.clash", { action: others.map(nameOf).join(", ") })));
  }

  #question(action: Action, press: Press | undefined): HTMLElement[] {
    const leave = () => this.#answered(action, "");
    if (!press) {
      const field = element("div", { class: "asks" }, element("b", {}, t("hands.press", { action: nameOf(action) })), " ", t("hands.pressMore"), " ");
      field.append(button(t("hands.cancel"), leave, { id: "bindings-cancel" }));
      this.#stopCapture = capturePress(field, (captured) => this.#captured(action, captured));
      return [field];
    }
    const taken = t("hands.taken", { press: labelOf(press), action: conflictsOf(settings.get("bindings"), action, press).map(nameOf).join(", ") });
    const use = button(t("hands.useHere"), () => this.#bind(action, press), { id: "bindings-use", class: "button call" });
    return [element("div", { class: "asks", role: "alert" }, element("b", {}, taken), " ", use, button(t("hands.leaveIt"), leave))];
  }

  #ask(action: Action): void {
    this.#stopCapture?.();
    this.#asking = { action };
    this.#draw();
    document.getElementById("bindings-cancel")?.focus();
    this.#status.textContent = t("hands.press", { action: nameOf(action) });
  }

  #captured(action: Action, press: Press | undefined): void {
    if (!press) this.#answered(action, "");
    else if (conflictsOf(settings.get("bindings"), action, press).length === 0) this.#bind(action, press);
    else {
      this.#asking = { action, press };
      this.#draw();
      document.getElementById("bindings-use")?.focus();
    }
  }

  #bind(action: Action, press: Press): void {
    this.#asking = undefined;
    settings.set("bindings", bind(settings.get("bindings"), action, press));
    this.#answered(action, t("hands.bound", { press: labelOf(press), action: nameOf(action) }));
  }

  #answered(action: Action, says: string): void {
    this.#stopCapture?.();
    this.#asking = undefined;
    this.#draw();
    this.#status.textContent = says;
    document.getElementById(addId(action))?.focus();
  }

  #set(bindings: Parameters<typeof reset>[0], says: string): void {
    this.#stopCapture?.();
    this.#asking = undefined;
    settings.set("bindings", bindings);
    this.#draw();
    this.#status.textContent = says;
  }
}

function nameOf(action: Action): string {
  return t(`hands.action.${action}`);
}

function addId(action: Action): string {
  return `bind-${action}`;
}

function button(text: string, click: () => void, attributes: Readonly<Record<string, string>> = {}): HTMLButtonElement {
  return element("button", { type: "button", class: "button", ...attributes, click }, text);
}
