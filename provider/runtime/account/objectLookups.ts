import { Collector } from "../../jobs/collector";
import type { Client } from "../../platform/http/client";
import { type Allowance, findObjects, type Place, type Presence } from "../../platform/api/objects";

/** Whether exported objects are still in their buckets; looks asked for at a time are made together. */
export class ObjectLooks {
  private readonly collector: Collector<Place, Presence>;

  constructor(client: Client, allowance: Allowance) {
    this.collector = new Collector(client.clock, async (entries) => {
      const places = entries.map((entry) => entry.item);
      const found = await findObjects(client, places, allowance);
      for (const { item, resolve } of entries) resolve(found.get(item) ?? "unchecked");
    });
  }

  at(place: Place): Promise<Presence> {
    return this.collector.add(place);
  }
}
