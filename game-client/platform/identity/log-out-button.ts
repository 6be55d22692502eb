import type { Session, SignIn } from "../../identity/sign-in.ts";
import { t } from "../../text/text.ts";
import { element } from "../../ui/element.ts";
import { logout } from "./account-api.ts";

/** Signs this device out: here whatever the server says, there as soon as it hears of it. */
export function logOutButton({ token }: Session, signIn: SignIn, show: (saying: string) => void): HTMLElement {
  const button = element("button", { class: "button", type: "button", id: "logout" }, t("account.logout"));
  button.addEventListener("click", async () => {
    button.disabled = true;
    const ended = await logout(token);
    signIn.forget();
    show(t(ended.ok || ended.code === "identity/token" ? "account.loggedOut" : "account.loggedOutHere"));
  });
  return element("div", { class: "buttons" }, button);
}
