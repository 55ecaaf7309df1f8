import type { PropertyMap } from "../../support/wire";

/** A resource as the engine keeps it. */
export interface Entry {
  name: string;
  type: string;
  id: string;
  inputs: PropertyMap;
  outputs: PropertyMap;
  initErrors: string[];
  dependsOn: string[];
  timeout: number;
}

interface Snapshot {
  resources: Entry[];
  /** Replaced, and still to be deleted. */
  condemned: Entry[];
}

/** The state file of a stack: written after every step, and all that a killed engine leaves behind. */
export class StackState {
  /** As written last. */
  text: string;
  readonly resources: Map<string, Entry>;
  condemned: Entry[];

  constructor(text = '{"resources":[],"condemned":[]}') {
    const { resources, condemned } = JSON.parse(text) as Snapshot;
    this.text = text;
    this.resources = new Map(resources.map((entry) => [entry.name, entry]));
    this.condemned = condemned;
  }

  save(): void {
    this.text = JSON.stringify({ resources: [...this.resources.values()], condemned: this.condemned });
  }

  set(entry: Entry): void {
    this.resources.set(entry.name, entry);
    this.save();
  }

  /** The resource is to be deleted once its successor is there. */
  condemn(entry: Entry): void {
    this.condemned.push(entry);
    this.save();
  }

  remove(entry: Entry): void {
    if (this.resources.get(entry.name) === entry) this.resources.delete(entry.name);
    this.condemned = this.condemned.filter((one) => one !== entry);
    this.save();
  }
}
