// Imported before everything else, so that an old Node says one sentence and not a syntax error.
const [major = 0, minor = 0] = process.versions.node.split('.').map(Number);
if (major < 20 || (major === 20 && minor < 12)) {
  console.error(`Ardoise: this is Node ${process.versions.node}. Install Node 24 (or at least 20.12) and start again.`);
  process.exit(1);
}
