import { LocalPresence } from "@colyseus/core";
import { audienceContract } from "./audience-contract.ts";
import { PresenceAudience } from "./presence-audience.ts";

describe("the audience in a Presence", () =>
  audienceContract(async () => {
    const presence = new LocalPresence();
    let nowMs = 1_000_000;
    const both = [1, 2].map(() => new PresenceAudience({ presence, nowMs: () => nowMs }));
    const [first, second] = both as [PresenceAudience, PresenceAudience];
    return {
      first,
      second,
      pass: async (ms, ...renewing) => {
        nowMs += ms;
        for (const each of both) if (renewing.includes(each)) each.renew();
        await new Promise(setImmediate);
      },
      close: async () => {
        for (const each of both) each.close();
      },
    };
  }));
