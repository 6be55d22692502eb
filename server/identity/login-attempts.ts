/** One attempt that was let through: it counts as failed until it turns out otherwise. */
export interface Attempt {
  readonly ok: true;
  /** It was right: what failed before from this place is forgiven, and the account is known to be opened from here. */
  succeeded(): Promise<void>;
  /** It was not tried after all. */
  cancelled(): Promise<void>;
}

/** Counts wrong passwords and codes, and says how long to wait before the next. */
export interface LoginAttempts {
  /**
   * Counts an attempt as failed until it turns out otherwise, so that many at once are no way around. Where it is too early
   * it is not counted, and `waitMs` says for how long. Where an account was opened lately, its owner waits for what fails from
   * there alone: strangers elsewhere keep nobody out.
   */
  begin(account: string, address: string): Promise<Attempt | { readonly ok: false; readonly waitMs: number }>;
  /** From where an account was opened: of one that is deleted nothing is kept. */
  forget(account: string): Promise<void>;
}
