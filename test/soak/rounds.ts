// What happens in a round: resources deployed, looked at, changed and destroyed, or only looked at again.
import type { PropertyMap } from "../support/wire";
import type { Resource, SoakWorld } from "./adapters";
import { exportsOf, importsOf, lookUps, type Size, type Step, trouble, volumesOf } from "./workload";

/** A deployed resource, as the state has it. */
interface Standing {
  resource: Resource;
  step: Step;
  id: string;
  inputs: PropertyMap;
  outs: PropertyMap;
}

async function up(world: SoakWorld, step: Step): Promise<Standing> {
  const resource = world.resource(step.type, step.name);
  const inputs = await resource.check(step.first);
  return { resource, step, inputs, ...(await resource.create(inputs)) };
}

/** As by `pulumi refresh` and a preview: nothing may have changed. */
async function refreshed(standing: Standing): Promise<Standing> {
  const { resource, step, inputs } = standing;
  const seen = await resource.read(standing.id, standing.outs);
  if (seen.id === "") throw new Error(`${step.type} ${step.name} is gone`);
  if (await resource.diff(seen.id, seen.outs, inputs))
    throw new Error(`${step.type} ${step.name} has changed by itself`);
  return { ...standing, outs: seen.outs };
}

async function changed(standing: Standing): Promise<Standing> {
  const { resource, step, id, outs } = standing;
  const inputs = await resource.check(step.then);
  if (!(await resource.diff(id, outs, inputs))) return standing;
  return { ...standing, inputs, outs: await resource.update(id, outs, inputs) };
}

/** From up to destroy. */
async function live(world: SoakWorld, step: Step): Promise<void> {
  const { resource, id, outs } = await changed(await refreshed(await up(world, step)));
  await resource.delete(id, outs);
}

const stepsOf = (world: SoakWorld, round: number, size: Size) => [
  ...exportsOf(world, round, size),
  ...importsOf(world, round, size),
];

/** The whole life of everything, all at once as the engine does it. */
export async function deployments(world: SoakWorld, round: number, size: Size): Promise<void> {
  trouble(world, round);
  const steps = [...stepsOf(world, round, size), ...volumesOf(round, size)];
  await Promise.all(steps.map((step) => live(world, step)));
  await lookUps(world, round);
}

/** Everything deployed, to be looked at from then on. */
export const stand = (world: SoakWorld, round: number, size: Size): Promise<Standing[]> =>
  Promise.all(stepsOf(world, round, size).map((step) => up(world, step)));

/** What is deployed stays as it is, so no job is started; only volumes come and go. */
export async function refreshes(
  world: SoakWorld,
  round: number,
  size: Size,
  standing: Standing[],
): Promise<void> {
  trouble(world, round);
  await Promise.all([...standing.map(refreshed), ...volumesOf(round, size).map((step) => live(world, step))]);
  await lookUps(world, round);
}
