// The platform of one scenario on virtual time, and what happens to it from outside.
import { createSimulator, type Simulator } from "../../../simulator";
import { VirtualClock } from "../../support/virtualClock";
import { type HostOptions, SimulatedProcess } from "../process/host";
import { ChaosPlatform, lengthOf } from "./platform";
import type { Scenario } from "./scenario";

/** Small, seedable numbers in [0, 1). */
export function randomFrom(seed: number): () => number {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
  };
}

export class ChaosWorld extends ChaosPlatform {
  readonly clock = new VirtualClock();
  readonly sim: Simulator;
  readonly random: () => number;
  readonly processes: SimulatedProcess[] = [];
  token = "";
  private tokens = 0;

  constructor(private readonly scenario: Scenario) {
    super();
    this.random = randomFrom(scenario.chance);
    const { clock } = this;
    this.sim = createSimulator({
      token: this.newToken(),
      now: clock.now,
      sleep: clock.sleepInside,
      switches: scenario.switches,
      rateLimit: scenario.rateLimit,
      pendingSeconds: scenario.pendingSeconds,
      jobSeconds: ({ name }) => scenario.jobSeconds * lengthOf(name),
      faultSeed: scenario.chance + 1,
      onBody: this.note,
    });
    this.populate();
  }

  newToken(): string {
    this.token = `token-of-the-lab-number-${++this.tokens}`;
    this.secrets.push(this.token);
    return this.token;
  }

  /** The platform gives the user another token, and the old one ends. */
  rotateToken(): void {
    const old = this.token;
    this.sim.addUser({ username: "lab", token: this.newToken() });
    this.sim.revokeToken(old);
  }

  startProcess(): SimulatedProcess {
    const { sim, clock, token } = this;
    const options: HostOptions = {
      sim,
      clock,
      env: { SB_API_ENDPOINT: sim.url, SB_AUTH_TOKEN: token },
      random: randomFrom(Math.floor(this.random() * 2 ** 32)),
      latencyMs: this.scenario.latencyMs,
      onLate: this.noteLate,
    };
    const started = new SimulatedProcess(options);
    this.processes.push(started);
    return started;
  }

  protected override fetch(url: string, init: RequestInit): Promise<Response> {
    return this.clock.track(() => this.sim.fetch(url, init));
  }
}
