import type { Session } from "../../identity/sign-in.ts";
import { isolated, t } from "../../text/text.ts";
import { element } from "../../ui/element.ts";
import { loadInto, placeFor } from "../load-into.ts";
import { section } from "../section.ts";
import { fromNow } from "../times.ts";
import { revoke, type ShownSession, sessionsOf } from "./account-api.ts";
import { accountTrouble } from "./account-trouble.ts";
import { deviceName } from "./device-name.ts";

/** Every device that is signed in, each to be signed out. */
export function sessionsSection({ token }: Session): HTMLElement {
  const place = placeFor("sessions");
  const said = element("p", { class: "said", role: "status" });
  const show = () =>
    loadInto(
      place,
      () => sessionsOf(token),
      (sessions) => [element("ul", { class: "sessions" }, ...sessions.map(row))],
    );
  const row = (session: ShownSession) => {
    const name = deviceName(session.device);
    const seen = fromNow((session.seenAt.getTime() - Date.now()) / 1000);
    const end = async () => {
      const ended = await revoke(token, session.id);
      said.textContent = ended.ok ? t("account.sessionEnded", { device: name }) : accountTrouble(ended).text;
      if (ended.ok) await show();
    };
    return element(
      "li",
      {},
      element(
        "span",
        {},
        element("b", {}, name),
        element("small", {}, session.current ? t("account.thisDevice") : t("account.seen", { when: seen })),
      ),
      ...(session.current
        ? []
        : [
            element(
              "button",
              { class: "button", type: "button", "aria-label": t("account.endOf", { device: isolated(name) }), click: () => void end() },
              t("account.end"),
            ),
          ]),
    );
  };
  void show();
  return section(t("account.sessions"), place, said);
}
