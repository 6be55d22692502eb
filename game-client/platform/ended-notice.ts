import type { SignIn } from "../identity/sign-in.ts";
import { isolated, t } from "../text/text.ts";
import { element } from "../ui/element.ts";

/** Says that an account is signed out here, as soon as that is found out, and what can be done: log in again, or play as a guest. */
export function endedNotice(signIn: SignIn): HTMLElement {
  const notice = element("div", { class: "notice", id: "ended", role: "alert" });
  const tell = () => {
    const { ended } = signIn;
    notice.hidden = ended === undefined;
    notice.replaceChildren(
      element("span", {}, t("landing.ended", { name: isolated(ended ?? "") })),
      element("a", { class: "button", href: "/account#login" }, t("account.login")),
      element("a", { class: "button", href: "/" }, t("landing.asGuest")),
    );
  };
  signIn.endChanged = tell;
  tell();
  return notice;
}
