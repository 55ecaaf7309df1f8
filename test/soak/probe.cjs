// Loaded into the provider's process (NODE_OPTIONS=--require): on a signal it collects garbage and writes down what is left.
const { renameSync, writeFileSync } = require("node:fs");
const v8 = require("node:v8");
const vm = require("node:vm");

v8.setFlagsFromString("--expose-gc");
const collectGarbage = vm.runInNewContext("gc");

/** Everything that keeps the event loop alive, by kind: sockets, servers, timers. */
function resources() {
  const counts = {};
  for (const kind of process.getActiveResourcesInfo()) counts[kind] = (counts[kind] ?? 0) + 1;
  return counts;
}

process.on("SIGUSR2", () => {
  const file = process.env.CAVATICA_SOAK_PROBE;
  const held = resources();
  // What finalisers release goes only at the second time.
  collectGarbage();
  setTimeout(() => {
    collectGarbage();
    const { heapUsed, external } = process.memoryUsage();
    writeFileSync(`${file}.draft`, JSON.stringify({ heapUsed, external, resources: held }));
    renameSync(`${file}.draft`, file);
  });
});
