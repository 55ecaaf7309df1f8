/** Times in ascending order; a moving head keeps `drop` cheap. */
export class Expiries {
  private times: number[] = [];
  private head = 0;

  get size(): number {
    return this.times.length - this.head;
  }
  get first(): number | undefined {
    return this.times[this.head];
  }
  add(time: number): void {
    this.times.push(time);
  }
  drop(now: number): void {
    while ((this.first ?? Infinity) <= now) this.head++;
    if (this.head > 1_000) {
      this.times = this.times.slice(this.head);
      this.head = 0;
    }
  }
}
