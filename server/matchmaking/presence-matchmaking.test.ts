import { LocalPresence } from "@colyseus/core";
import { heldSeatsContract } from "./held-seats-contract.ts";
import { invitesContract } from "./invites-contract.ts";
import { PresenceHeldSeats } from "./presence-held-seats.ts";
import { PresenceInvites } from "./presence-invites.ts";

describe("held seats in a local Presence", () => heldSeatsContract(() => new PresenceHeldSeats(new LocalPresence())));
describe("invites in a local Presence", () => invitesContract(() => new PresenceInvites(new LocalPresence())));
