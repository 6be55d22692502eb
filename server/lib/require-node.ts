const OLDEST = 22;

// Imported first by main.ts. Colyseus starts on an older Node, but no client could ever reconnect.
if (Number.parseInt(process.versions.node, 10) < OLDEST) {
  process.stderr.write(`Velarium needs Node ${OLDEST} or later; this is ${process.versions.node}. Start it with npm start, which brings its own.\n`);
  process.exit(1);
}
