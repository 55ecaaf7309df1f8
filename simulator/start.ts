import { adminRoutes } from "./http/admin";
import type { SimulatorOptions } from "./options";
import { Simulator } from "./simulator";

/** How often finished objects are written to disk when there are no requests. */
const DISK_MS = 1000;

/** A simulator without a port, for in-process use through its `fetch`. */
export function createSimulator(options: SimulatorOptions = {}): Simulator {
  const sim = new Simulator(options);
  adminRoutes(sim);
  return sim;
}

/** A simulator that listens on a port of this machine. */
export async function startSimulator(options: SimulatorOptions = {}): Promise<Simulator> {
  const sim = createSimulator(options);
  if (options.volumesDir !== undefined) keepDiskCurrent(sim);
  return sim.listen(options.port, options.host);
}

/** Jobs end at the next request, but someone who watches the folder of objects makes no requests. */
function keepDiskCurrent(sim: Simulator): void {
  const timer = setInterval(() => sim.catchUp(), DISK_MS).unref();
  sim.app.addHook("onClose", (_app, done) => {
    clearInterval(timer);
    done();
  });
}
