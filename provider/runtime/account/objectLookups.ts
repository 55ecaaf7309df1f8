import { Collector, COLLECT_RULES, type Entry } from "../../jobs/collector";
import type { Client } from "../../platform/http/client";
import { type Allowance, type Place, seeObjects, type Sighting } from "../../platform/api/objects";

/** Finds the objects at exports' destinations; simultaneous look-ups are combined. */
export class ObjectLookups {
  private readonly collector: Collector<Place, Sighting>;

  constructor(client: Client, allowance: Allowance) {
    const flush = async (entries: Entry<Place, Sighting>[]): Promise<void> => {
      const places = entries.map((entry) => entry.item);
      const found = await seeObjects(client, places, allowance);
      for (const { item, resolve } of entries) resolve(found.get(item) ?? { presence: "unchecked" });
    };
    // A folder is listed from its beginning each time, so it pays to combine as many look-ups as possible.
    this.collector = new Collector(client.clock, flush, { ...COLLECT_RULES, max: Infinity });
  }

  at(place: Place): Promise<Sighting> {
    return this.collector.add(place);
  }
}
