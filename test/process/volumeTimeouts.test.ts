import { expect, it } from "vitest";
import { declared, failure, volumeWorld } from "./volumes";

const world = volumeWorld();
const MAINTENANCE = { kind: "maintenance", path: /storage/ } as const;

/** The form that the class gives to `customTimeouts`; calls refused for maintenance are retried once a minute. */
const timeouts = (operation: "create" | "update" | "delete", time: string) => ({
  __timeouts: { [operation]: time },
});

it("stops a creation at its timeout", async () => {
  world.sim.faults.add(MAINTENANCE);
  const made = world.life().create(declared("late", timeouts("create", "1m30s")));
  const { message, partial } = await failure(made);
  expect(message).toMatch(/volume "late" .* was refused: .*maintenance.*Given up after 1m/);
  expect(partial).toBeUndefined();
  expect(world.asked()).toEqual(["POST /storage/volumes", "POST /storage/volumes"]);
});

it("looks up the volume once, without a second creation, if the answer is lost and the timeout has passed", async () => {
  world.sim.faults.add({ kind: "lost-before", method: "POST", path: "/storage/volumes" });
  const { message } = await failure(world.life().create(declared("lost", timeouts("create", "0s"))));
  expect(message).toMatch(/no clear response from the platform, so it may or may not exist/);
  expect(world.asked()).toEqual(["POST /storage/volumes", "GET /user", "GET /storage/volumes/lab/lost"]);
});

it("limits an update as a whole: the change and the steps after it", async () => {
  const before = declared("busy");
  const life = await world.life().create(before);
  world.fresh();
  world.sim.faults.add({ ...MAINTENANCE, times: 1 });
  world.sim.faults.add({ kind: "maintenance", path: /members/ });
  const program = declared("busy", {
    description: "new",
    members: { guest: {} },
    ...timeouts("update", "1m30s"),
  });
  const { message, partial } = await failure(life.update(program));
  expect(message).toMatch(/volume lab\/busy exists, but isn't completely as declared: .*maintenance/);
  expect(partial?.properties).toMatchObject({ description: "new" });
  // The change took a minute; half a minute is left for the members, too short for another attempt.
  expect(world.asked().map((one) => one.split("/").at(-1))).toEqual(["busy", "busy", "members"]);
});

it("limits a deletion, and then the volume isn't deleted", async () => {
  const life = await world.life().create(declared("kept", timeouts("delete", "1m30s")));
  world.fresh();
  world.sim.faults.add(MAINTENANCE);
  const { message } = await failure(life.delete());
  expect(message).toMatch(/volume lab\/kept can't be deactivated.*Given up after 1m/);
  world.sim.faults.clear();
  expect(world.sim.volume("lab/kept")?.active).toBe(true);
});

it("treats another timeout as no change", async () => {
  const life = await world.life().create(declared("calm", timeouts("create", "1m")));
  expect(await life.diff(declared("calm", timeouts("create", "2m")))).toMatchObject({ changes: false });
});
