import "./account.css";
import type { Session, SignIn } from "../../identity/sign-in.ts";
import { t, tNodes } from "../../text/text.ts";
import { element } from "../../ui/element.ts";
import { loadInto, placeFor } from "../load-into.ts";
import { section } from "../section.ts";
import { logInForm, recoverForm, registerForm, renameForm } from "./account-forms.ts";
import { dataSection } from "./data-section.ts";
import { deleteSection } from "./delete-section.ts";
import { logOutButton } from "./log-out-button.ts";
import { folded, passwordSection } from "./password-section.ts";
import { recoveryCodeNote } from "./recovery-code-note.ts";
import { sessionsSection } from "./sessions-section.ts";

/** Who this browser is, and everything a person does with their own account. Nothing of it is needed to play. */
export function accountPage(signIn: SignIn): HTMLElement[] {
  document.title = t("site.title", { page: t("site.account") });
  const place = placeFor("account");
  const said = element("p", { class: "said", role: "status" });
  /** Draws who we are now, under a sentence on what has changed, and a recovery code that is seen this once. */
  const show = (saying: string, recoveryCode?: string) => {
    void loadInto(
      place,
      () => signIn.known(),
      (session) => {
        said.textContent = saying;
        if (saying !== "") queueMicrotask(() => said.scrollIntoView({ block: "nearest" }));
        if (!session || session.player.guest) return guest(session, signIn, show);
        const note = recoveryCode === undefined ? [] : [recoveryCodeNote(recoveryCode, session.player.name)];
        return [...note, ...member(session, signIn, show)];
      },
    );
  };
  show("");
  return [element("h1", {}, t("site.account")), said, place];
}

type Show = (saying: string, recoveryCode?: string) => void;

function guest(session: Session | undefined, signIn: SignIn, show: Show): HTMLElement[] {
  const name = session?.player.name;
  return [
    section(
      name === undefined ? t("account.nobody") : tNodes("account.guest", { name }),
      element("p", {}, t("account.guestLead")),
      ...(name === undefined ? [] : [element("p", { class: "empty" }, t("account.registerKeeps"))]),
      registerForm(session, signIn, show),
    ),
    section(
      t("account.login"),
      ...(name === undefined ? [] : [element("p", { class: "empty" }, ...tNodes("account.loginKeeps", { name }))]),
      logInForm(signIn, show),
      folded("forgotten", t("account.forgotten"), t("account.forgottenText"), recoverForm(signIn, show)),
    ),
    ...(session ? [section(t("account.rename"), renameForm(session, signIn, show)), dataSection(session), deleteSection(session, signIn, show)] : []),
  ];
}

function member(session: Session, signIn: SignIn, show: Show): HTMLElement[] {
  return [
    section(tNodes("account.member", { name: session.player.name }), element("p", {}, t("account.memberLead")), logOutButton(session, signIn, show)),
    section(t("account.rename"), renameForm(session, signIn, show)),
    passwordSection(session, show),
    sessionsSection(session),
    dataSection(session),
    deleteSection(session, signIn, show),
  ];
}
