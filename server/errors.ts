/** Every code that crosses the network, with its HTTP status and the close code of a socket. */
const TABLE = {
  "request/malformed": { status: 400, close: 4002 },
  "request/too-large": { status: 413, close: 4002 },
  "request/not-found": { status: 404, close: 4002 },
  "request/wrong-method": { status: 405, close: 4002 },
  "request/host": { status: 400, close: 4002 },
  "request/origin": { status: 403, close: 4002 },
  "request/too-many": { status: 429, close: 4002 },
  "identity/name": { status: 400, close: 4002 },
  "identity/token": { status: 401, close: 4003 },
  "identity/name-taken": { status: 409, close: 4002 },
  "identity/password": { status: 400, close: 4002 },
  "identity/email": { status: 400, close: 4002 },
  "identity/login": { status: 401, close: 4002 },
  "identity/recovery": { status: 401, close: 4002 },
  "identity/registered": { status: 409, close: 4002 },
  "identity/rename": { status: 429, close: 4002 },
  "identity/confirm": { status: 403, close: 4002 },
  "identity/session": { status: 404, close: 4002 },
  "player/unknown": { status: 404, close: 4002 },
  "match/unknown": { status: 404, close: 4002 },
  "match/options": { status: 400, close: 4002 },
  "match/full": { status: 409, close: 4002 },
  "match/over": { status: 410, close: 4002 },
  "match/tick": { status: 400, close: 4002 },
  "match/build": { status: 409, close: 4002 },
  "match/live": { status: 409, close: 4002 },
  "match/pins": { status: 409, close: 4002 },
  "journal/unknown": { status: 404, close: 4002 },
  "journal/too-young": { status: 404, close: 4002 },
  "journal/damaged": { status: 500, close: 4002 },
  "journal/loop": { status: 508, close: 4002 },
  "invite/unknown": { status: 404, close: 4002 },
  "leaderboard/unknown": { status: 404, close: 4002 },
  "leaderboard/query": { status: 400, close: 4002 },
  "leaderboard/away": { status: 503, close: 4002 },
  "server/busy": { status: 503, close: 4001 },
  "server/database": { status: 503, close: 4001 },
  "server/redis": { status: 503, close: 4001 },
  "server/stopping": { status: 503, close: 4001 },
  "server/fault": { status: 500, close: 4002 },
} as const satisfies Record<string, { status: number; close: number }>;

export type ErrorCode = keyof typeof TABLE;

/** True for a code of the table: what came back through Colyseus as a bare string is ours. */
export function isErrorCode(code: unknown): code is ErrorCode {
  return typeof code === "string" && Object.hasOwn(TABLE, code);
}

/** An error that its receiver can act on: a stable code and a sentence that says what to do. */
export class AppError extends Error {
  readonly code: ErrorCode;
  /** When trying again makes sense, for the Retry-After header. */
  readonly retryAfterSeconds: number | undefined;

  constructor(code: ErrorCode, message: string, options?: ErrorOptions & { readonly retryAfterSeconds?: number }) {
    super(message, options);
    this.code = code;
    this.retryAfterSeconds = options?.retryAfterSeconds;
  }

  get status(): number {
    return TABLE[this.code].status;
  }

  get closeCode(): number {
    return TABLE[this.code].close;
  }
}
