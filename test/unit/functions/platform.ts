import { afterAll, beforeAll, beforeEach, vi } from "vitest";
import { type Simulator, type SimulatorOptions, startSimulator } from "../../../simulator";

/** A simulated platform whose account is the environment's, for lookups in this process. */
export function usePlatform(options: SimulatorOptions = {}): () => Simulator {
  let sim: Simulator;
  beforeAll(async () => {
    sim = await startSimulator({ rateLimit: "off", ...options });
  });
  beforeEach(() => {
    vi.stubEnv("SB_API_ENDPOINT", sim.url);
    vi.stubEnv("SB_AUTH_TOKEN", sim.token);
  });
  afterAll(async () => {
    vi.unstubAllEnvs();
    await sim.close();
  });
  return () => sim;
}
