import type { Session, SignIn } from "../../identity/sign-in.ts";
import { t } from "../../text/text.ts";
import { element } from "../../ui/element.ts";
import { section } from "../section.ts";
import { remove, renew } from "./account-api.ts";
import { accountForm, type FormField } from "./account-form.ts";

/** The end of an account: what it means, and then the password; a guest confirms by a second press. */
export function deleteSection({ token, player }: Session, signIn: SignIn, show: (saying: string) => void): HTMLElement {
  const password: FormField = { field: "password", label: t("account.password"), autocomplete: "current-password" };
  const form = accountForm({
    id: "delete",
    fields: player.guest ? [] : [password],
    submit: t("account.deleteSure"),
    danger: true,
    username: player.name,
    async send({ password }) {
      if (!player.guest) return remove(token, password);
      const fresh = await renew(token);
      return fresh.ok ? remove(fresh.value.token, undefined) : fresh;
    },
    done() {
      signIn.forget();
      show(t("account.deleted"));
      return undefined;
    },
  });
  const sure = element(
    "details",
    { id: "delete-account" },
    element("summary", { class: "button" }, t("account.delete")),
    element("div", { class: "panel" }, ...meaning(), form),
  );
  return section(t("account.delete"), sure);
}

function meaning(): HTMLElement[] {
  const points = [t("account.deleteSignedOut"), t("account.deleteErased"), t("account.deleteKept"), t("account.deleteForever")];
  return [element("ul", {}, ...points.map((point) => element("li", {}, point)))];
}
