/** Where a generated program's decisions come from: a seed, or decisions made before, which a shrinker has cut. */

/** Decisions in the order in which they are asked for. The first alternative is always the simplest: what is missing is 0. */
export class Choices {
  /** What was decided so far. */
  readonly made: number[] = [];
  private state: number;

  /** @param given decisions to repeat; null: all come from the seed */
  constructor(
    seed: number,
    private readonly given: readonly number[] | null = null,
  ) {
    this.state = Math.imul(seed, 0x9e3779b1) ^ 0x5bf03635;
  }

  /** 0 … `n` - 1 */
  below(n: number): number {
    const raw = this.given === null ? this.random() : (this.given[this.made.length] ?? 0);
    const decision = n > 0 ? raw % n : 0;
    this.made.push(decision);
    return decision;
  }

  /** True in so many of a hundred. */
  chance(percent: number): boolean {
    return this.below(100) >= 100 - percent;
  }

  between(least: number, greatest: number): number {
    return least + this.below(greatest - least + 1);
  }

  pick<T>(from: readonly T[]): T {
    const picked = from[this.below(from.length)];
    if (picked === undefined) throw new Error("nothing to pick from");
    return picked;
  }

  /** 32 random bits: Marsaglia's xorshift with a final multiplication. */
  private random(): number {
    let x = this.state === 0 ? 0x1234567 : this.state;
    x ^= x << 13;
    x ^= x >>> 17;
    x ^= x << 5;
    this.state = x;
    return Math.imul(x, 0x2c1b3c6d) >>> 0;
  }
}
