import type { RequestListener, ServerResponse } from "node:http";
import { AppError } from "../errors.ts";
import { errorBody } from "./error-replies.ts";
import type { Peers } from "./peers.ts";

const PATH = /^\/[!-~]*$/;
const MAX_PATH_LENGTH = 2048;

/** True where `url` is a path that can be taken apart without surprise. */
export function isPath(url: string | undefined): url is string {
  return url !== undefined && url.length <= MAX_PATH_LENGTH && PATH.test(url) && URL.canParse(url, "http://localhost") && isDecodable(url);
}

function isDecodable(url: string): boolean {
  try {
    decodeURIComponent(url);
    return true;
  } catch {
    return false;
  }
}

/** Stands before every request: one with a bad Host, path or forwarding header goes no further. */
export function guardRequests(peers: Peers, next: RequestListener): RequestListener {
  return (request, response) => {
    if (!peers.of(request)) refuse(response, new AppError("request/host", "The Host or a forwarding header is malformed."));
    else if (!isPath(request.url)) refuse(response, new AppError("request/malformed", "This path is malformed."));
    else next(request, response);
  };
}

function refuse(response: ServerResponse, error: AppError): void {
  response.writeHead(error.status, { "Content-Type": "application/json; charset=utf-8", Connection: "close" });
  response.end(JSON.stringify(errorBody(error)));
}
