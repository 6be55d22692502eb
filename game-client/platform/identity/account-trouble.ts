import type { Answer } from "../../net/request.ts";
import { t } from "../../text/text.ts";
import { troubleOf } from "../../ui/sentences.ts";
import { fromNow } from "../times.ts";

export type AccountField = "name" | "password" | "newPassword" | "recoveryCode" | "email";

/** What is wrong, and at which field of the form: the first of these that it has; at none where it is the whole that did not work. */
export interface AccountTrouble {
  readonly fields: readonly AccountField[];
  readonly text: string;
}

type Refusal = Extract<Answer<unknown>, { readonly ok: false }>;

/** The sentence for a refusal, with the time to wait where there is one. */
export function accountTrouble({ code, message, retryAfterSeconds }: Refusal): AccountTrouble {
  const when = fromNow(retryAfterSeconds ?? 60);
  switch (code) {
    case "identity/name":
      return { fields: ["name"], text: t("account.wrong.name") };
    case "identity/name-taken":
      return { fields: ["name"], text: t("account.wrong.taken") };
    case "identity/rename":
      return { fields: ["name"], text: t("account.wrong.rename", { when }) };
    case "identity/password":
      return { fields: ["newPassword", "password"], text: t("account.wrong.password") };
    case "identity/email":
      return { fields: ["email"], text: t("account.wrong.email") };
    case "identity/login":
      return { fields: ["password"], text: t("account.wrong.login") };
    case "identity/recovery":
      return { fields: ["recoveryCode"], text: t("account.wrong.recovery") };
    case "identity/confirm":
      return { fields: ["password"], text: t("account.wrong.confirm") };
    case "identity/registered":
      return { fields: [], text: t("account.wrong.registered") };
    case "identity/token":
      return { fields: [], text: t("account.wrong.token") };
    case "request/too-many":
      return { fields: [], text: t("account.wrong.tooMany", { when }) };
    default:
      return { fields: [], text: troubleOf(code, message).text };
  }
}
