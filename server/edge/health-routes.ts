import { Router } from "express";
import { onlyMethod } from "../lib/only-method.ts";
import { RETRY_AFTER_SECONDS } from "./error-replies.ts";

export interface HealthRoutes {
  readonly stopping: () => boolean;
  /** Whether the database answers now. */
  readonly database: () => Promise<boolean>;
  /** Whether Redis answers now; absent where this process is alone. */
  readonly redis?: (() => boolean) | undefined;
  /** Metrics in Prometheus' text format. */
  readonly metrics: () => Promise<string>;
}

/**
 * `GET /livez`, `/readyz` and `/metrics`. A server is ready until it stops: while the database or Redis is away it says so, but matches go
 * on and their results wait on disk, so that taking it out of service would only end play.
 */
export function healthRoutes({ stopping, database, redis, metrics }: HealthRoutes): Router {
  const router = Router();
  router
    .route("/livez")
    .get((_request, response) => {
      response.json({ alive: true });
    })
    .all(onlyMethod("GET"));
  router
    .route("/readyz")
    .get(async (_request, response) => {
      const answers = await database();
      const joined = redis && { redis: redis() ? "there" : "away" };
      if (stopping()) response.setHeader("Retry-After", RETRY_AFTER_SECONDS);
      response.status(stopping() ? 503 : 200).json({ ready: !stopping(), database: answers ? "there" : "away", ...joined });
    })
    .all(onlyMethod("GET"));
  router
    .route("/metrics")
    .get(async (_request, response) => {
      response.type("text/plain").send(await metrics());
    })
    .all(onlyMethod("GET"));
  return router;
}
