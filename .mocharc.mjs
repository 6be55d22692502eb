const namesFiles = process.argv.slice(2).some((argument) => argument.endsWith(".test.ts"));

export default {
  // Mocha adds these to the files of its command line, which are meant alone.
  spec: namesFiles ? [] : ["{server,rooms,game-client,loadtest}/**/*.test.ts"],
  ignore: ["**/node_modules/**", "**/dist/**"],
  timeout: 20_000,
  // A browser and a server share two cores there with whatever else runs: what fails three times is broken, what fails once was late.
  retries: process.env.CI ? 2 : 0,
  color: Boolean(process.stdout.isTTY) && !process.env.CI,
  // A test that leaves a socket or a timer behind must not keep the run alive.
  exit: true,
};
