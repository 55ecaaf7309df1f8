/** What is kept back for closing lines. */
const ROOM = 500;

/** Lines up to a number of bytes, then no more. */
export class Page {
  private readonly lines: string[] = [];
  private left: number;

  constructor(mostBytes: number) {
    this.left = mostBytes - ROOM;
  }

  /** Adds the lines if all of them fit; once some didn't, nothing fits any more, so that no gaps come to be. */
  add(...lines: string[]): boolean {
    this.left -= bytesOf(lines);
    if (this.left >= 0) this.lines.push(...lines);
    return this.left >= 0;
  }

  /** What must stand at the end of what was begun. */
  close(...lines: string[]): void {
    this.lines.push(...lines);
  }

  get text(): string {
    return `${this.lines.join("\n")}\n`;
  }
}

const bytesOf = (lines: readonly string[]): number =>
  lines.reduce((sum, line) => sum + Buffer.byteLength(line) + 1, 0);
