/** What takes longer than this without a word looks broken. */
const PATIENCE_MS = 1000;

/** Does `work`, and says what is done where it takes over a second. */
export async function slowStep<T>(what: string, say: (line: string) => void, work: () => Promise<T>): Promise<T> {
  const timer = setTimeout(() => say(`${what} ...`), PATIENCE_MS);
  try {
    return await work();
  } finally {
    clearTimeout(timer);
  }
}
