import type { RequestHandler } from "express";
import { AppError } from "../errors.ts";
import type { Origins } from "./origins.ts";
import type { Peers } from "./peers.ts";

/** Phaser makes images from blobs and data URLs and sets styles on its canvas; nothing but sockets to `hosts` leaves this origin. */
function contentPolicy(hosts: readonly string[]): string {
  const sockets = hosts.map((host) => ` ws://${host} wss://${host}`).join("");
  return [
    "default-src 'self'",
    "script-src 'self'",
    "style-src 'self' 'unsafe-inline'",
    "img-src 'self' data: blob:",
    "media-src 'self' data: blob:",
    "font-src 'self' data:",
    "worker-src 'self' blob:",
    `connect-src 'self' data: blob:${sockets}`,
    "object-src 'none'",
    "base-uri 'none'",
    "form-action 'self'",
    "frame-ancestors 'none'",
  ].join("; ");
}

/** Headers that keep a browser from doing what no page of ours needs; `https` adds that it never goes back to http. */
export function securityHeaders(peers: Peers, origins: Origins, https: boolean): RequestHandler {
  return (request, response, next) => {
    const hosts = [peers.of(request)?.host ?? "", ...origins.nodes.map((origin) => new URL(origin).host)];
    response.setHeader("Content-Security-Policy", contentPolicy(hosts.filter((host) => host !== "")));
    response.setHeader("X-Content-Type-Options", "nosniff");
    response.setHeader("Referrer-Policy", "same-origin");
    response.setHeader("Cross-Origin-Opener-Policy", "same-origin");
    response.setHeader("Permissions-Policy", "camera=(), geolocation=(), microphone=(), payment=()");
    if (https) response.setHeader("Strict-Transport-Security", "max-age=31536000");
    next();
  };
}

/** Lets pages of listed origins in, and keeps those of others from changing anything. */
export function crossOrigin(peers: Peers, origins: Origins): RequestHandler {
  return (request, response, next) => {
    const verdict = origins.judge(request.headers.origin, peers.of(request)?.host ?? "");
    response.vary("Origin");
    if (verdict === "listed") {
      response.setHeader("Access-Control-Allow-Origin", request.headers.origin ?? "");
      // The stock SDK asks for credentials; there is no cookie that they could carry.
      response.setHeader("Access-Control-Allow-Credentials", "true");
      response.setHeader("Access-Control-Expose-Headers", "Retry-After");
    }
    if (verdict === "foreign" && !["GET", "HEAD", "OPTIONS"].includes(request.method)) {
      throw new AppError("request/origin", "This page is not one that this server knows: list its origin in ALLOWED_ORIGINS.");
    }
    if (request.method !== "OPTIONS") return next();
    if (verdict === "listed") {
      response.setHeader("Access-Control-Allow-Methods", "GET, POST, PUT, PATCH, DELETE");
      response.setHeader("Access-Control-Allow-Headers", "Authorization, Content-Type");
      response.setHeader("Access-Control-Max-Age", "600");
    }
    response.status(204).end();
  };
}
