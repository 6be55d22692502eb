import type { Presence } from "@colyseus/core";
import type { Cluster } from "../cluster/open-cluster.ts";
import { CreationTurns } from "./creation-turns.ts";
import type { HeldSeats } from "./held-seats.ts";
import type { Invites } from "./invites.ts";
import { PresenceHeldSeats } from "./presence-held-seats.ts";
import { PresenceInvites } from "./presence-invites.ts";
import { RedisHeldSeats } from "./redis-held-seats.ts";
import { RedisInvites } from "./redis-invites.ts";

/** Who holds a seat where, and which code leads to which match: of this process, or with `cluster` of all nodes, which then take turns at making one. */
export function openMatchmaking(
  presence: Presence,
  cluster: Pick<Cluster, "redis" | "heldSeats" | "invites"> | undefined,
): { readonly heldSeats: HeldSeats; readonly invites: Invites; readonly creationTurns: CreationTurns | undefined } {
  if (!cluster) return { heldSeats: new PresenceHeldSeats(presence), invites: new PresenceInvites(presence), creationTurns: undefined };
  return {
    heldSeats: new RedisHeldSeats(cluster.heldSeats),
    invites: new RedisInvites(cluster.invites),
    creationTurns: new CreationTurns(cluster.redis),
  };
}
