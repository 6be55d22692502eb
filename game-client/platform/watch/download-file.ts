import { reading } from "../../net/request.ts";
import { t } from "../../text/text.ts";
import { element } from "../../ui/element.ts";

/** Fetches a file of a match, as `token`'s player where it is private, and hands it to the browser; says how far it is. */
export async function downloadFile(path: string, name: string, token: string | undefined, say: (text: string) => void): Promise<void> {
  try {
    const response = await fetch(path, reading(token));
    if (!response.ok || !response.body) throw new Error(`status ${response.status}`);
    const parts = await readAll(response.body, Number(response.headers.get("content-length")), say);
    const url = URL.createObjectURL(new Blob(parts, { type: "application/octet-stream" }));
    element("a", { href: url, download: name }).click();
    // The download has its own hold on the file once the click is through.
    setTimeout(() => URL.revokeObjectURL(url));
    say(t("watch.downloaded", { file: name }));
  } catch {
    say(t("watch.downloadFailed"));
  }
}

async function readAll(
  body: ReadableStream<Uint8Array<ArrayBuffer>>,
  length: number,
  say: (text: string) => void,
): Promise<Uint8Array<ArrayBuffer>[]> {
  const parts: Uint8Array<ArrayBuffer>[] = [];
  const reader = body.getReader();
  for (let read = 0; ; ) {
    const { done, value } = await reader.read();
    if (done) return parts;
    parts.push(value);
    read += value.length;
    if (length > 0) say(t("watch.downloading", { percent: Math.min(100, Math.floor((read / length) * 100)) }));
  }
}
