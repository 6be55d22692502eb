import { readFileSync } from "node:fs";
import { join } from "node:path";
import { LocalPresence, type Presence } from "@colyseus/core";
import type { Config } from "./config.ts";
import { keptAuthSecret } from "./identity/auth-secret.ts";
import { LocalIdentity } from "./identity/local-identity.ts";
import { LocalJournal } from "./journal/local-journal.ts";
import { createLog, type Log } from "./lib/log.ts";
import { PresenceHeldSeats } from "./matchmaking/presence-held-seats.ts";
import { PresenceInvites } from "./matchmaking/presence-invites.ts";
import { PrometheusMetrics } from "./metrics/prometheus-metrics.ts";
import type { RoomServices } from "./room/room-services.ts";

/** Everything that rooms and routes stand on. */
export interface Services extends RoomServices {
  readonly log: Log;
  readonly presence: Presence;
  readonly metrics: PrometheusMetrics;
}

/** One node with no services beside it: all in this process and in DATA_DIR. */
export function createServices(config: Config): Services {
  const presence = new LocalPresence();
  return {
    presence,
    log: createLog(config.logLevel),
    identity: new LocalIdentity(config.authSecret ?? keptAuthSecret(config.dataDir)),
    heldSeats: new PresenceHeldSeats(presence),
    invites: new PresenceInvites(presence),
    journal: new LocalJournal(join(config.dataDir, "journal")),
    metrics: new PrometheusMetrics(),
    build: buildName(),
  };
}

function buildName(): string {
  const { version } = JSON.parse(readFileSync(new URL("../package.json", import.meta.url), "utf8")) as { version: string };
  return `velarium@${version}`;
}
