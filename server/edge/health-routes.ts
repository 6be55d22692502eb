import { Router } from "express";
import { onlyMethod } from "../lib/only-method.ts";

export interface HealthRoutes {
  readonly stopping: () => boolean;
  /** Metrics in Prometheus' text format. */
  readonly metrics: () => Promise<string>;
}

/** `GET /livez`, `/readyz` (503 once the server takes nobody in any more) and `/metrics`. */
export function healthRoutes({ stopping, metrics }: HealthRoutes): Router {
  const router = Router();
  router
    .route("/livez")
    .get((_request, response) => {
      response.json({ alive: true });
    })
    .all(onlyMethod("GET"));
  router
    .route("/readyz")
    .get((_request, response) => {
      response.status(stopping() ? 503 : 200).json({ ready: !stopping() });
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
