import { type Simulator, startSimulator } from "../../../simulator";
import { type SharedClock, sharedClock } from "../../support/world";
import { ChaosPlatform, lengthOf } from "../scenario/platform";
import type { EngineScenario } from "./scenario";

const TOKEN = "token-of-the-lab-number-1";
/** Platform seconds in a real one. */
const SPEED = 40;

/** The platform of one scenario behind a real port, on a clock that real processes share. */
export class EngineWorld extends ChaosPlatform {
  private constructor(
    readonly clock: SharedClock,
    readonly sim: Simulator,
  ) {
    super();
    this.secrets.push(TOKEN);
    this.populate();
  }

  static async start(scenario: EngineScenario): Promise<EngineWorld> {
    const clock = sharedClock(SPEED);
    const { switches, pendingSeconds, jobSeconds, chance } = scenario;
    // Bodies are noted by the world, which is made after its simulator.
    let note: ChaosPlatform["note"] = () => undefined;
    const sim = await startSimulator({
      token: TOKEN,
      now: clock.now,
      switches,
      pendingSeconds,
      jobSeconds: ({ name }) => jobSeconds * lengthOf(name),
      faultSeed: chance + 1,
      onBody: (...about) => note(...about),
    });
    const world = new EngineWorld(clock, sim);
    note = world.note;
    return world;
  }

  /** What the processes of a stack get. */
  get env(): Record<string, string> {
    return { SB_API_ENDPOINT: this.sim.url, SB_AUTH_TOKEN: TOKEN, ...this.clock.env };
  }
}
