import { existsSync } from "node:fs";
import { extname, join } from "node:path";
import express, { type Request, type RequestHandler, type Response, Router } from "express";
import { AppError } from "../errors.ts";

/** How a file may lie beside itself, smallest first: the name of the encoding, and how the file's name ends. */
const COMPRESSED = [
  ["br", ".br"],
  ["gzip", ".gz"],
] as const;

/** Serves the built page of `dir`: hashed assets for ever, everything else checked again, paths of the page's own by its index. */
export function clientFiles(dir: string): Router {
  const assets = join(dir, "assets");
  const router = Router();
  router.use("/assets", compressed(assets), express.static(assets, { immutable: true, maxAge: "1y", index: false, redirect: false }));
  router.use("/assets", (request) => {
    throw new AppError("request/not-found", `There is no ${request.baseUrl}${request.path}.`);
  });
  router.get(["/", "/index.html"], pageOf(dir));
  router.use(express.static(dir, { index: false, redirect: false, setHeaders: (response) => response.setHeader("Cache-Control", "no-cache") }));
  router.get(/^\/[^.]*$/, pageOf(dir));
  return router;
}

/** Has the file that was compressed at build time sent, where there is one and the browser takes it. */
function compressed(dir: string): RequestHandler {
  return (request, response, next) => {
    const [, file] = /^\/([\w.-]+)$/.exec(request.path) ?? [];
    const ending = file ? encode(request, response, join(dir, file)) : "";
    if (ending !== "") request.url = `${request.path}${ending}`;
    next();
  };
}

/** Says in the response how the file will be encoded; gives what its name then ends in. */
function encode(request: Request, response: Response, file: string): string {
  response.vary("Accept-Encoding");
  for (const [encoding, ending] of COMPRESSED) {
    if (!request.acceptsEncodings(encoding) || !existsSync(file + ending)) continue;
    response.type(extname(file)).setHeader("Content-Encoding", encoding);
    return ending;
  }
  return "";
}

function pageOf(dir: string): RequestHandler {
  const index = join(dir, "index.html");
  return (request, response, next) => {
    if (!request.accepts("html") || /^\/(api|matchmake)(\/|$)/.test(request.path)) return next();
    if (!existsSync(index)) throw new AppError("request/not-found", "The page is not built yet: start the server with npm start.");
    response.sendFile(`index.html${encode(request, response, index)}`, { root: dir, headers: { "Cache-Control": "no-cache" } });
  };
}
