import { connect } from "node:net";
import { text } from "node:stream/consumers";

/** What a server says to bytes that no HTTP client would send; resolves when it closes, or after `quietMs` of silence. */
export async function sendRaw(port: number, request: string, quietMs = 1000): Promise<{ readonly text: string; readonly closed: boolean }> {
  const socket = connect(port, "127.0.0.1");
  socket.setTimeout(quietMs);
  let text = "";
  socket.on("data", (chunk) => {
    text += chunk.toString("latin1");
  });
  const ended = new Promise<boolean>((resolve) => {
    socket.on("close", () => resolve(true));
    socket.on("error", () => resolve(true));
    socket.on("timeout", () => resolve(false));
  });
  socket.write(request, "latin1");
  const closed = await ended;
  socket.destroy();
  return { text, closed };
}

/** What a client reads that looks at the answer only once it has written everything, as most do. Rejects where it cannot write or read. */
export async function readAfterWriting(port: number, request: string): Promise<string> {
  const socket = connect(port, "127.0.0.1").pause();
  const { promise: written, resolve, reject } = Promise.withResolvers<void>();
  socket.once("error", reject);
  socket.write(request, "latin1", () => resolve());
  await written;
  return text(socket);
}
