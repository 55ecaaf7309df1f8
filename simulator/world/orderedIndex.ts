/** Listed members are ordered by `seq`. */
export interface Sequenced {
  seq: number;
}

/** Members in the order of `seq`, cheap to change and to page through: sorted only when read. */
export class OrderedIndex<T extends Sequenced> {
  readonly #members = new Set<T>();
  #sorted: T[] | undefined;

  get size(): number {
    return this.#members.size;
  }

  add(member: T): void {
    this.#members.add(member);
    const last = this.#sorted?.at(-1);
    // In the usual case, a new and therefore last member, the sorted copy remains valid.
    if (this.#sorted !== undefined && (last === undefined || last.seq < member.seq))
      this.#sorted.push(member);
    else this.#sorted = undefined;
  }

  delete(member: T): void {
    if (this.#members.delete(member)) this.#sorted = undefined;
  }

  items(): readonly T[] {
    this.#sorted ??= [...this.#members].sort((a, b) => a.seq - b.seq);
    return this.#sorted;
  }
}
