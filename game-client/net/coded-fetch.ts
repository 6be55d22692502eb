import { fieldsOf } from "./fields.ts";

/** For the SDK, which keeps of a refusal its status alone, but passes on the code of what its fetch rejects with: rejects with the server's code and sentence. */
export async function codedFetch(...asked: Parameters<typeof fetch>): Promise<Response> {
  const response = await fetch(...asked);
  if (response.ok) return response;
  const body: unknown = await response
    .clone()
    .json()
    .catch(() => undefined);
  const { code, message } = fieldsOf(fieldsOf(body).error);
  if (typeof code !== "string") return response;
  throw Object.assign(new Error(String(message)), { code });
}
