import type { Audience } from "../audience/audience.ts";
import type { Identity } from "../identity/identity.ts";
import type { SessionEndings } from "../identity/session-endings.ts";
import type { RoomMetrics } from "../metrics/room-metrics.ts";
import type { WatchMetrics } from "../metrics/watch-metrics.ts";
import type { Broadcasts } from "../replays/broadcasts.ts";
import type { WatchRule } from "../replays/watch-rule.ts";
import type { RoomLog } from "../room/room-services.ts";

/** What rooms of spectators need of the platform; `app.ts` provides it before the first of them. */
export interface SpectateServices {
  readonly identity: Identity;
  readonly endings: SessionEndings;
  readonly broadcasts: Broadcasts;
  readonly watchRule: WatchRule;
  readonly audience: Audience;
  readonly metrics: RoomMetrics & WatchMetrics;
  readonly log: RoomLog;
}
