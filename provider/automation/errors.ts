/** Thrown if a deployment couldn't be carried out at all; failures of single exports are in the result instead. */
export class DeployError extends Error {
  override readonly name = "DeployError";
}
