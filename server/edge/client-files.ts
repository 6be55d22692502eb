import { existsSync } from "node:fs";
import { join } from "node:path";
import express, { type RequestHandler, Router } from "express";
import { AppError } from "../errors.ts";

/** Serves the built page of `dir`: hashed assets for ever, everything else checked again, paths of the page's own by its index. */
export function clientFiles(dir: string): Router {
  const index = join(dir, "index.html");
  const router = Router();
  router.use("/assets", express.static(join(dir, "assets"), { immutable: true, maxAge: "1y", index: false, redirect: false }));
  router.use("/assets", (request) => {
    throw new AppError("request/not-found", `There is no ${request.baseUrl}${request.path}.`);
  });
  router.use(
    express.static(dir, { index: "index.html", redirect: false, setHeaders: (response) => response.setHeader("Cache-Control", "no-cache") }),
  );
  router.get(/^\/[^.]*$/, pageOf(index));
  return router;
}

function pageOf(index: string): RequestHandler {
  return (request, response, next) => {
    if (!request.accepts("html") || /^\/(api|matchmake)(\/|$)/.test(request.path)) return next();
    if (!existsSync(index)) throw new AppError("request/not-found", "The page is not built yet: start the server with npm start.");
    response.sendFile(index, { headers: { "Cache-Control": "no-cache" } });
  };
}
