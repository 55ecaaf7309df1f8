import { afterAll, beforeAll, beforeEach } from "vitest";
import type { PropertyMap, CallError } from "../support/providerProcess";
import { newWorld, type World } from "../support/world";

export const SECRET = "secret-access-key-of-the-lab";
export const OTHER_SECRET = "another-secret-access-key";
export const keys = { accessKeyId: "AKIALAB0000000000001", secretAccessKey: SECRET };

/** A volume as a program declares it; undefined values are left out, as the SDK does. */
export function declared(name: string, more: PropertyMap = {}, service: PropertyMap = {}): PropertyMap {
  const bucket = `bucket-of-${name.replaceAll("_", "-")}`;
  const whole = {
    name,
    accessMode: "RW",
    service: { type: "s3", bucket, credentials: keys, ...service },
    ...more,
  };
  return JSON.parse(JSON.stringify(whole)) as PropertyMap;
}

/** One volume as the engine handles it: the checked inputs are created, updated and compared. */
export class Life {
  inputs: PropertyMap = {};
  outs: PropertyMap = {};
  id = "";

  constructor(private readonly world: World) {}

  private get type() {
    return this.world.type("Volume");
  }

  async create(program: PropertyMap): Promise<this> {
    const { inputs, failures } = await this.type.check({}, program);
    if (failures.length > 0) throw new Error(JSON.stringify(failures));
    this.inputs = inputs;
    const { id, outs } = await this.type.create(inputs);
    return Object.assign(this, { id, outs });
  }

  /** The engine's decision about a changed program. */
  async diff(program: PropertyMap) {
    const { inputs } = await this.type.check(this.inputs, program);
    return this.type.diff(this.id, this.outs, inputs);
  }

  async update(program: PropertyMap): Promise<this> {
    const { inputs } = await this.type.check(this.inputs, program);
    const { outs } = await this.type.update(this.id, this.outs, inputs);
    return Object.assign(this, { inputs, outs });
  }

  /** False if it is gone. */
  async refresh(): Promise<boolean> {
    const { id, props, inputs } = await this.type.read(this.id, this.outs);
    if (id === "") return false;
    Object.assign(this, { outs: props, inputs });
    return true;
  }

  delete(): Promise<void> {
    return this.type.delete(this.id, this.outs);
  }
}

/** The error of a call that must fail. */
export const failure = (work: Promise<unknown>): Promise<CallError> =>
  work.then(
    () => Promise.reject(new Error("it succeeded")),
    (error: unknown) => error as CallError,
  );

/** A platform for one test file, and the requests of each test. */
export function volumeWorld() {
  let world: World;
  let mark = 0;
  const bodies: unknown[] = [];
  const fresh = () => {
    world.sim.faults.clear();
    mark = world.sim.mark();
    bodies.length = 0;
  };
  beforeAll(async () => {
    const onBody = (body: unknown) => void bodies.push(body);
    world = await newWorld({ sim: { onBody } });
    for (const username of ["guest", "other"]) world.sim.addUser({ username });
  });
  beforeEach(fresh);
  afterAll(() => world.stop());
  return {
    get sim() {
      return world.sim;
    },
    get provider() {
      return world.provider;
    },
    life: () => new Life(world),
    type: () => world.type("Volume"),
    /** Starts counting requests here. */
    fresh,
    asked: () => world.sim.requests.slice(mark).map(({ method, path }) => `${method} ${path}`),
    /** The bodies of those requests that had one. */
    sent: () => bodies,
    count: (pattern: string | RegExp) => world.sim.countSince(mark, pattern),
    logged: () => world.provider.logs.map(({ message }) => message),
  };
}
