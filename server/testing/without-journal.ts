import { MatchBroadcast } from "../room/match-broadcast.ts";
import { MatchRecord } from "../room/match-record.ts";
import { SafeSerializer } from "../room/safe-serializer.ts";

/**
 * Real rooms whose journal can be turned off before anything of it happens: no record, no keyframe, no virtual client. For
 * measurements of what the journal costs.
 */
export class JournalSwitch {
  on = true;

  constructor() {
    for (const { prototype, name } of [
      ...["tick", "patched", "message"].map((name) => ({ prototype: MatchBroadcast.prototype, name })),
      { prototype: MatchRecord.prototype, name: "tick" },
    ]) {
      const methods = prototype as unknown as Record<string, (...args: unknown[]) => void>;
      const original = methods[name] as (...args: unknown[]) => void;
      const asked = () => this.on;
      methods[name] = function (...args) {
        if (asked()) original.apply(this, args);
      };
    }
    const serializer = SafeSerializer.prototype as unknown as { applyPatches(clients: unknown[], ...rest: unknown[]): boolean; encoder: unknown };
    const original = serializer.applyPatches;
    const asked = () => this.on;
    serializer.applyPatches = function (this: SafeSerializer, ...args) {
      (this.spectator as { listens: boolean }).listens = asked();
      return original.apply(this as never, args);
    };
  }
}
