import { createServer, type Server } from "node:http";

/** Sockets of all kinds that one node holds; beyond, new ones are closed at once. */
const MAX_CONNECTIONS = 10_000;

/** Node's HTTP server with deadlines, so that a client that sends slowly or never holds nothing for long. */
export function createHttpServer(): Server {
  const server = createServer({
    headersTimeout: 5_000,
    requestTimeout: 10_000,
    keepAliveTimeout: 10_000,
    connectionsCheckingInterval: 1_000,
    maxHeaderSize: 8 * 1024,
  });
  server.maxConnections = MAX_CONNECTIONS;
  server.maxHeadersCount = 100;
  return server;
}
