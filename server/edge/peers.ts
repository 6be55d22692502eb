import type { IncomingMessage } from "node:http";
import { BlockList, isIP } from "node:net";

/** Who is at the other end of a request, once every header that says so has been checked. */
export interface Peer {
  readonly address: string;
  /** Host and port as the browser sees them; empty where an HTTP/1.0 request names none. */
  readonly host: string;
}

const HOST = /^(?:[A-Za-z0-9](?:[A-Za-z0-9._-]{0,252})|\[[0-9A-Fa-f:.]{2,45}\])(?::(\d{1,5}))?$/;

/** Reads where requests come from. X-Forwarded-* counts only from a trusted proxy; from anyone else it is ignored. */
export class Peers {
  readonly #trusted = new BlockList();

  constructor(trustedProxies: readonly string[]) {
    for (const network of trustedProxies) {
      const [address = "", prefix] = network.split("/");
      const family = isIP(address) === 6 ? "ipv6" : "ipv4";
      if (prefix === undefined) this.#trusted.addAddress(address, family);
      else this.#trusted.addSubnet(address, Number(prefix), family);
    }
  }

  /** Undefined where a header that counts is malformed. */
  of(request: IncomingMessage): Peer | undefined {
    const direct = plainAddress(request.socket.remoteAddress ?? "");
    const host = request.headers.host ?? "";
    if (host !== "" && !isHost(host)) return undefined;
    if (!this.#isTrusted(direct)) return { address: direct, host };
    return this.#behindProxy(request, direct, host);
  }

  #behindProxy(request: IncomingMessage, direct: string, host: string): Peer | undefined {
    const { "x-forwarded-for": path, "x-forwarded-host": forwardedHost = host, "x-forwarded-proto": proto = "http" } = request.headers;
    if (typeof forwardedHost !== "string" || (forwardedHost !== "" && !isHost(forwardedHost))) return undefined;
    if (proto !== "http" && proto !== "https") return undefined;
    // Each proxy appends whom it heard: from the right, the first that is no proxy of ours is the client.
    const hops = String(path ?? "")
      .split(",")
      .flatMap((hop) => plainAddress(hop.trim()) || []);
    if (hops.some((hop) => isIP(hop) === 0)) return undefined;
    const address = hops.findLast((hop) => !this.#isTrusted(hop)) ?? hops[0] ?? direct;
    return { address, host: forwardedHost };
  }

  #isTrusted(address: string): boolean {
    const family = isIP(address);
    return family !== 0 && this.#trusted.check(address, family === 6 ? "ipv6" : "ipv4");
  }
}

function isHost(text: string): boolean {
  const match = HOST.exec(text);
  return match !== null && Number(match[1] ?? 0) <= 65535;
}

/** IPv4 as such even where the socket is IPv6. */
function plainAddress(address: string): string {
  return address.replace(/^::ffff:(?=\d+\.)/i, "");
}
