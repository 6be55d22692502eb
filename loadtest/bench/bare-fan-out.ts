/** A bare `ws` server that sends one buffer to all its sockets, so many times a second: what relaying a frame costs at least. */
import { WebSocketServer } from "ws";

const [size = 400, perSecond = 20] = process.argv.slice(2).map(Number);
const server = new WebSocketServer({ port: 0, host: "127.0.0.1", perMessageDeflate: false });
const frame = Buffer.alloc(size, 15);
let sent = 0;

server.on("listening", () => process.send?.({ address: `ws://127.0.0.1:${(server.address() as { port: number }).port}` }));
process.on("message", () => process.send?.({ sent }));
process.on("disconnect", () => process.exit(0));
setInterval(() => {
  for (const socket of server.clients) {
    socket.send(frame, { binary: true });
    sent++;
  }
}, 1000 / perSecond);
