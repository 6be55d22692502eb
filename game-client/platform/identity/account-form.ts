import type { Answer } from "../../net/request.ts";
import { t } from "../../text/text.ts";
import { element } from "../../ui/element.ts";
import { type AccountField, type AccountTrouble, accountTrouble } from "./account-trouble.ts";

export interface FormField {
  readonly field: AccountField;
  readonly label: string;
  readonly hint?: string;
  readonly value?: string;
  /** What a password manager knows it by. */
  readonly autocomplete: "username" | "nickname" | "new-password" | "current-password" | "email" | "off";
  readonly optional?: boolean;
  /** What is wrong with a value, before anybody is asked. */
  readonly check?: (value: string) => string | undefined;
}

export interface AccountFormOptions<T> {
  readonly id: string;
  readonly fields: readonly FormField[];
  readonly submit: string;
  readonly danger?: boolean;
  /** Whose password is asked for, where no field says so: a password manager finds it here. */
  readonly username?: string;
  readonly send: (values: Readonly<Record<AccountField, string>>) => Promise<Answer<T>>;
  /** What comes of it; a sentence is said below the form. */
  readonly done: (value: T) => string | undefined;
}

interface Row {
  readonly field: FormField;
  readonly input: HTMLInputElement;
  readonly wrong: HTMLElement;
  readonly root: HTMLElement;
}

/** A form that a password manager understands, that says at each field what is wrong with it, and is sent once at a time. */
export function accountForm<T>({ id, fields, submit, danger = false, username, send, done }: AccountFormOptions<T>): HTMLFormElement {
  const rows = fields.map((field) => rowOf(id, field));
  const said = element("p", { class: "said", role: "status" });
  const alert = element("p", { class: "wrong", role: "alert" });
  const button = element("button", { class: danger ? "button danger" : "button call", type: "submit" }, submit);
  const show = ({ fields: wrong, text }: AccountTrouble) => {
    const row = rows.find((each) => wrong.includes(each.field.field));
    if (!row) {
      alert.textContent = text;
      return;
    }
    row.wrong.textContent = text;
    row.input.setAttribute("aria-invalid", "true");
    if (!rows.some(({ input }) => input === document.activeElement && input.hasAttribute("aria-invalid"))) row.input.focus();
  };
  const clear = () => {
    for (const { wrong, input } of rows) {
      wrong.textContent = "";
      input.removeAttribute("aria-invalid");
    }
    alert.textContent = "";
    said.textContent = "";
  };
  const submitted = async (event: Event) => {
    event.preventDefault();
    if (button.disabled) return;
    clear();
    const problems = rows.flatMap(({ field, input }) => {
      const text = input.value.trim() === "" && !field.optional ? t("account.wrong.missing") : field.check?.(input.value);
      return text === undefined ? [] : [{ fields: [field.field], text }];
    });
    for (const problem of problems) show(problem);
    if (problems.length > 0) return;
    button.disabled = true;
    const values = { name: "", password: "", newPassword: "", recoveryCode: "", email: "" };
    for (const { field, input } of rows) values[field.field] = input.value;
    const answer = await send(values);
    button.disabled = false;
    if (answer.ok) said.textContent = done(answer.value) ?? "";
    else show(accountTrouble(answer));
  };
  return element(
    "form",
    { class: "account-form", id, novalidate: true, method: "post", submit: (event) => void submitted(event) },
    ...(username === undefined
      ? []
      : [element("input", { name: "username", autocomplete: "username", value: username, hidden: true, readonly: true })]),
    ...rows.map(({ root }) => root),
    button,
    alert,
    said,
  );
}

function rowOf(form: string, field: FormField): Row {
  const { field: name, label, hint, value = "", autocomplete, optional } = field;
  const id = `${form}-${name}`;
  const secret = name === "password" || name === "newPassword";
  const wrong = element("span", { class: "wrong", id: `${id}-wrong` });
  const input = element("input", {
    class: "field",
    id,
    name: name === "name" ? "username" : name,
    type: secret ? "password" : name === "email" ? "email" : "text",
    autocomplete,
    value,
    dir: secret ? undefined : "auto",
    autocapitalize: "none",
    spellcheck: "false",
    maxlength: name === "email" ? "254" : secret ? "400" : "60",
    required: !optional,
    "aria-describedby": `${id}-wrong${hint ? ` ${id}-hint` : ""}`,
  });
  const root = element(
    "div",
    { class: "form-row" },
    element("label", { for: id }, label),
    element("div", { class: secret ? "secret" : "open" }, input, ...(secret ? [reveal(input)] : [])),
    ...(hint ? [element("span", { class: "hint", id: `${id}-hint` }, hint)] : []),
    wrong,
  );
  return { field, input, wrong, root };
}

function reveal(input: HTMLInputElement): HTMLElement {
  const button = element("button", { class: "reveal", type: "button" });
  const label = () => {
    const hidden = input.type === "password";
    button.textContent = t(hidden ? "account.show" : "account.hide");
    button.setAttribute("aria-label", t(hidden ? "account.showPassword" : "account.hidePassword"));
  };
  button.addEventListener("click", () => {
    input.type = input.type === "password" ? "text" : "password";
    label();
  });
  label();
  return button;
}
