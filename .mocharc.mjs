export default {
  spec: ["server/**/*.test.ts", "rooms/**/*.test.ts", "game-client/**/*.test.ts", "loadtest/**/*.test.ts"],
  ignore: ["**/node_modules/**", "**/dist/**"],
  timeout: 20_000,
  color: Boolean(process.stdout.isTTY) && !process.env.CI,
  // A test that leaves a socket or a timer behind must not keep the run alive.
  exit: true,
};
