// Without `argon2` passwords have no hash; it came with 24.7. On Node 20 no client of Colyseus could ever reconnect.
const OLDEST = [24, 7] as const;

// Imported first by main.ts.
const [major = 0, minor = 0] = process.versions.node.split(".").map(Number);
if (major < OLDEST[0] || (major === OLDEST[0] && minor < OLDEST[1])) {
  const needed = OLDEST.join(".");
  process.stderr.write(`Velarium needs Node ${needed} or later; this is ${process.versions.node}. Start it with npm start, which brings its own.\n`);
  process.exit(1);
}
