import type { RequestHandler } from "express";
import { AppError } from "../errors.ts";

/** For a path that exists, asked with another method: stands after the handler of the right one. */
export function onlyMethod(method: string): RequestHandler {
  return (_request, response) => {
    response.setHeader("Allow", method);
    throw new AppError("request/wrong-method", `This path takes ${method} alone.`);
  };
}
