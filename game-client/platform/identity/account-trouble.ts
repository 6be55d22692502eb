import type { Answer } from "../../net/request.ts";
import { t } from "../../text/text.ts";
import { troubleOf } from "../../ui/sentences.ts";
import { fromNow } from "../times.ts";

export type AccountField = "name" | "password" | "email";

/** What is wrong, and at which field; at none where it is the whole that did not work. */
export interface AccountTrouble {
  readonly field: AccountField | undefined;
  readonly text: string;
}

type Refusal = Extract<Answer<unknown>, { readonly ok: false }>;

/** The sentence for a refusal, with the time to wait where there is one. */
export function accountTrouble({ code, message, retryAfterSeconds }: Refusal): AccountTrouble {
  const when = fromNow(retryAfterSeconds ?? 60);
  switch (code) {
    case "identity/name":
      return { field: "name", text: t("account.wrong.name") };
    case "identity/name-taken":
      return { field: "name", text: t("account.wrong.taken") };
    case "identity/rename":
      return { field: "name", text: t("account.wrong.rename", { when }) };
    case "identity/password":
      return { field: "password", text: t("account.wrong.password") };
    case "identity/email":
      return { field: "email", text: t("account.wrong.email") };
    case "identity/login":
      return { field: "password", text: t("account.wrong.login") };
    case "identity/confirm":
      return { field: "password", text: t("account.wrong.confirm") };
    case "identity/registered":
      return { field: undefined, text: t("account.wrong.registered") };
    case "identity/token":
      return { field: undefined, text: t("account.wrong.token") };
    case "request/too-many":
      return { field: undefined, text: t("account.wrong.tooMany", { when }) };
    default:
      return { field: undefined, text: troubleOf(code, message).text };
  }
}
