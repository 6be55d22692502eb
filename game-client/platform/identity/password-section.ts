import type { Session } from "../../identity/sign-in.ts";
import { t } from "../../text/text.ts";
import { element } from "../../ui/element.ts";
import { section } from "../section.ts";
import { changePassword, newRecoveryCode } from "./account-api.ts";
import { passwordProblem } from "./account-checks.ts";
import { accountForm, type FormField } from "./account-form.ts";

/** Another password, and another recovery code; both ask for the password. */
export function passwordSection({ token, player }: Session, show: (saying: string, recoveryCode?: string) => void): HTMLElement {
  const current: FormField = { field: "password", label: t("account.currentPassword"), autocomplete: "current-password" };
  const next: FormField = {
    ...{ field: "newPassword", label: t("account.newPassword"), hint: t("account.passwordHint"), autocomplete: "new-password" },
    check: passwordProblem,
  };
  const change = accountForm({
    id: "change-password",
    fields: [current, next],
    submit: t("account.changePassword"),
    username: player.name,
    send: ({ password, newPassword }) => changePassword(token, password, newPassword),
    done() {
      show(t("account.passwordChanged"));
      return undefined;
    },
  });
  const renew = accountForm({
    id: "recovery-code",
    fields: [current],
    submit: t("account.newRecoveryCode"),
    username: player.name,
    send: ({ password }) => newRecoveryCode(token, password),
    done(code) {
      show(t("account.recoveryCodeMade"), code);
      return undefined;
    },
  });
  return section(
    t("account.password"),
    folded("change-password-panel", t("account.changePassword"), t("account.changePasswordText"), change),
    folded("recovery-panel", t("account.newRecoveryCode"), t("account.recoveryText"), renew),
  );
}

/** A form behind a button, with what it is for. */
export function folded(id: string, title: string, text: string, form: HTMLElement): HTMLElement {
  return element(
    "details",
    { id, class: "folded" },
    element("summary", { class: "button" }, title),
    element("div", { class: "panel" }, element("p", {}, text), form),
  );
}
