import type { PropertyMap } from "../../inputs/propertyMap";
import { isVerified, type ItemResult, type Verification } from "../../model/result";
import type { Session } from "../account/session";
import { type Entry, entriesOf, type Plan } from "./plan";

/** Compares a done item's object with its file. */
export type VerifyItem<Item> = (account: Session, item: Item, result: ItemResult) => Promise<Verification>;

/** Done items that `verify` must still compare with their files, or that differed. */
export const unverified = <Item>({ keep }: Plan<Item>, inputs: PropertyMap): [Entry<Item>, ItemResult][] =>
  inputs["verify"] === true ? keep.filter(([, { verification }]) => !isVerified(verification)) : [];

/** Records each COMPLETED item's verification; without `verify`, removes earlier ones. */
export async function verifyAll<Item>(
  check: VerifyItem<Item> | undefined,
  account: Session,
  plan: Plan<Item>,
  inputs: PropertyMap,
  results: Map<unknown, ItemResult>,
): Promise<void> {
  const isWanted = inputs["verify"] === true;
  const verify = async ({ item }: Entry<Item>): Promise<void> => {
    const { verification: before, ...result } = results.get(item)!;
    if (!isWanted || result.state !== "COMPLETED") return void results.set(item, result);
    if (isVerified(before)) return;
    const verification = await check?.(account, item, result);
    results.set(item, { ...result, verification });
  };
  if (check) await Promise.all(entriesOf(plan).map(verify));
}
