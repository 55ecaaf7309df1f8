import type { PropertyMap } from "../../inputs/propertyMap";
import { ANY_UNKNOWN } from "../../inputs/unknowns";
import type { Origin } from "../../resources/declarations";
import { setOrigin } from "../origins";
import { childUrn } from "../tokens";
import { declareProjectExport } from "./projectExport";
import { formerlyAtTop, type Site } from "./site";

/** A resource that the engine has answered for. */
export interface Made {
  id: string;
  outs: PropertyMap;
  /** Itself, or what a component has declared. */
  urns: readonly string[];
}

/** Arguments with nothing left to wait for, and which property has come from which resources. */
interface Settled {
  props: PropertyMap;
  dependencies: Map<string, readonly string[]>;
}

/** Declares resources below a component. Arguments may be promises; ids of its volumes become dependencies. */
export class Below {
  /** Which resource's id a promise is. */
  private readonly owners = new Map<unknown, Promise<Made>>();

  constructor(
    private readonly parent: string,
    private readonly site: Site,
  ) {}

  idOf(resource: Promise<Made>): Promise<string> {
    const id = resource.then((made) => made.id);
    // Who needs it notices; else the resource's own failure is enough.
    id.catch(() => undefined);
    this.owners.set(id, resource);
    return id;
  }

  async declare(type: string, name: string, args: PropertyMap, origin?: Origin): Promise<Made> {
    const { monitor, inherit } = this.site;
    const { props, dependencies } = await this.settled(args);
    const token = `cavatica:index:${type}`;
    if (origin) setOrigin(childUrn(this.parent, token, name), origin);
    const { urn, id, outs } = await monitor.register({
      type: token,
      name,
      parent: this.parent,
      custom: true,
      props,
      dependencies,
      aliases: [formerlyAtTop(type)],
      inherit,
    });
    return { id: id || ANY_UNKNOWN, outs, urns: [urn] };
  }

  /** A ProjectExport, which declares what it selects. */
  async select(name: string, args: PropertyMap, origin: Origin): Promise<Made> {
    const { props, dependencies } = await this.settled(args);
    const type = "cavatica:index:ProjectExport";
    const { outs, children } = await declareProjectExport(this.site, {
      component: { type, name, parent: this.parent, custom: false, props: {}, aliases: [formerlyAtTop()] },
      inputs: props,
      dependsOn: Object.keys(props).flatMap((key) => dependencies.get(key) ?? []),
      origin,
    });
    return { id: "", outs, urns: children };
  }

  private async settled(args: PropertyMap): Promise<Settled> {
    const dependencies = new Map<string, readonly string[]>([["", this.site.dependsOn]]);
    const props: PropertyMap = {};
    for (const [key, value] of Object.entries(args)) {
      const urns: string[] = [];
      props[key] = await this.awaited(value, urns);
      dependencies.set(key, urns);
    }
    return { props, dependencies };
  }

  private async awaited(value: unknown, urns: string[]): Promise<unknown> {
    if (value instanceof Promise) {
      const owner = await this.owners.get(value);
      if (owner) urns.push(...owner.urns);
      return this.awaited(await value, urns);
    }
    if (typeof value !== "object" || value === null) return value;
    if (Array.isArray(value)) return Promise.all(value.map((item) => this.awaited(item, urns)));
    const members = Object.entries(value).map(
      async ([key, member]) => [key, await this.awaited(member, urns)] as const,
    );
    return Object.fromEntries(await Promise.all(members));
  }
}
