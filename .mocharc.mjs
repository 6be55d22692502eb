const namesFiles = process.argv.slice(2).some((argument) => argument.endsWith(".test.ts"));

export default {
  // Mocha adds these to the files of its command line, which are meant alone.
  spec: namesFiles ? [] : ["{server,rooms,game-client,loadtest}/**/*.test.ts"],
  ignore: ["**/node_modules/**", "**/dist/**"],
  timeout: 20_000,
  color: Boolean(process.stdout.isTTY) && !process.env.CI,
  // Machines of CI are shared: a person's second look at a browser that was starved is made by the run itself, once.
  retries: process.env.CI ? 1 : 0,
  // A test that leaves a socket or a timer behind must not keep the run alive.
  exit: true,
};
