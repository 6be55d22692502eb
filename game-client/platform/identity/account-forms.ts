import type { Session, SignIn } from "../../identity/sign-in.ts";
import { isolated, t } from "../../text/text.ts";
import { login, recover, register, rename } from "./account-api.ts";
import { nameProblem, passwordProblem } from "./account-checks.ts";
import { accountForm, type FormField } from "./account-form.ts";

/** Draws the page anew under a sentence, and with a recovery code where there is a new one. */
type Show = (saying: string, recoveryCode?: string) => void;

/** An account for who this browser is: a guest keeps everything. */
export function registerForm(session: Session | undefined, signIn: SignIn, show: Show): HTMLElement {
  return accountForm({
    id: "register",
    fields: [
      {
        ...{ field: "name", label: t("account.name"), hint: t("account.nameHint"), autocomplete: "username" },
        value: session?.player.name ?? "",
        check: nameProblem,
      },
      { field: "password", label: t("account.password"), hint: t("account.passwordHint"), autocomplete: "new-password", check: passwordProblem },
      { field: "email", label: t("account.email"), hint: t("account.emailHint"), autocomplete: "email", optional: true },
    ],
    submit: t("account.register"),
    send: ({ name, password, email }) => register({ name, password, ...(email.trim() !== "" && { email }) }, session?.token),
    done(issued) {
      signIn.adopt(issued);
      show(t("account.registered", { name: isolated(issued.player.name) }), issued.recoveryCode);
      return undefined;
    },
  });
}

export function logInForm(signIn: SignIn, show: Show): HTMLElement {
  return accountForm({
    id: "login",
    fields: [
      { field: "name", label: t("account.name"), autocomplete: "username" },
      { field: "password", label: t("account.password"), autocomplete: "current-password" },
    ],
    submit: t("account.login"),
    send: ({ name, password }) => login(name, password),
    done(issued) {
      signIn.adopt(issued);
      show(t("account.loggedIn", { name: isolated(issued.player.name) }));
      return undefined;
    },
  });
}

/** For who has forgotten the password and kept the code. */
export function recoverForm(signIn: SignIn, show: Show): HTMLElement {
  return accountForm({
    id: "recover",
    fields: [
      { field: "name", label: t("account.name"), autocomplete: "username" },
      { field: "recoveryCode", label: t("account.recoveryCode"), hint: t("account.recoveryCodeHint"), autocomplete: "off" },
      {
        ...{ field: "newPassword", label: t("account.newPassword"), hint: t("account.passwordHint"), autocomplete: "new-password" },
        check: passwordProblem,
      },
    ],
    submit: t("account.recover"),
    send: ({ name, recoveryCode, newPassword }) => recover(name, recoveryCode, newPassword),
    done(issued) {
      signIn.adopt(issued);
      show(t("account.recovered", { name: isolated(issued.player.name) }), issued.recoveryCode);
      return undefined;
    },
  });
}

export function renameForm({ token, player }: Session, signIn: SignIn, show: Show): HTMLElement {
  const field: FormField = {
    field: "name",
    label: t("account.newName"),
    hint: t(player.guest ? "account.renameGuest" : "account.renameHint"),
    value: player.name,
    autocomplete: "nickname",
    check: nameProblem,
  };
  return accountForm({
    id: "rename",
    fields: [field],
    submit: t("account.rename"),
    send: ({ name }) => rename(token, name),
    done({ name }) {
      signIn.name = name;
      show(t("account.renamed", { name: isolated(name) }));
      return undefined;
    },
  });
}
