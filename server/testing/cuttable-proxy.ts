import { connect, createServer, type Socket } from "node:net";

/** A line to a server that can be cut: nothing passes, nothing is closed, as behind a pulled cable. */
export interface CuttableProxy {
  readonly port: number;
  cut(): void;
  /** New connections pass; those that were cut are dead for good, as their peers have given them up. */
  mend(): void;
  close(): Promise<void>;
}

/** Forwards a free port of loopback to `target`. */
export async function cuttableProxy(target: number): Promise<CuttableProxy> {
  const sockets = new Set<Socket>();
  let whole = true;
  const server = createServer((client) => {
    sockets.add(client);
    client.on("error", () => client.destroy()).on("close", () => sockets.delete(client));
    if (!whole) return;
    const upstream = connect(target, "127.0.0.1");
    sockets.add(upstream);
    upstream
      .on("error", () => client.destroy())
      .on("close", () => {
        sockets.delete(upstream);
        client.destroy();
      });
    client.on("close", () => upstream.destroy());
    client.pipe(upstream).pipe(client);
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const address = server.address();
  return {
    port: typeof address === "object" && address ? address.port : 0,
    cut() {
      whole = false;
      for (const socket of sockets) socket.unpipe().pause();
    },
    mend() {
      whole = true;
    },
    async close() {
      for (const socket of sockets) socket.destroy();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}
