import type { IncomingMessage } from "node:http";

/** Covers what a person or a page sends by mistake, such as a photograph; what is said to be longer is not read at all. */
const MAX_BYTES = 8 * 1024 * 1024;
/** Of our own patience; an ordinary client sends 8 MB in this time. */
const MAX_MS = 2000;

/**
 * Reads what is left of a body that was refused, and keeps nothing of it: most clients write all of it before they look for an answer, and a
 * socket that is closed with bytes unread takes the answer along. Resolves once it is over, too much or too slow.
 */
export async function forgetBody(request: IncomingMessage): Promise<void> {
  if (request.complete || request.destroyed || Number(request.headers["content-length"] ?? 0) > MAX_BYTES) return;
  const { promise, resolve } = Promise.withResolvers<void>();
  const timer = setTimeout(resolve, MAX_MS);
  let left = MAX_BYTES;
  request.on("data", (chunk: Buffer) => {
    left -= chunk.length;
    if (left < 0) resolve();
  });
  for (const event of ["end", "close", "error"]) request.once(event, () => resolve());
  request.resume();
  await promise;
  clearTimeout(timer);
  request.pause();
}
