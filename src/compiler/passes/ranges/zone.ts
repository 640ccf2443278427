/**
 * What is known about a function's integers at one place: for each two variables the least c with `x - y <= c` (Miné's zones). Variable 0
 * is the constant zero, so that plain limits are differences too. A *summary* variable stands for all elements of an array at once, of
 * which there may be none: nothing is concluded through it about others.
 */

/** Greatest safe integer: limits beyond it are none. */
const farthest = Number.MAX_SAFE_INTEGER;

/** The variable that is always 0. */
export const zero = 0;

/** The variables that a zone speaks about. */
export class ZoneShape {
  /** With the constant zero. */
  readonly size: number;
  /** Whether there is a summary variable. */
  readonly hasSummaries: boolean;

  /** @param lengthOf for a summary variable, the variable that counts its elements; otherwise null */
  constructor(readonly lengthOf: readonly (number | null)[]) {
    this.size = lengthOf.length;
    this.hasSummaries = lengthOf.some((length) => length !== null);
  }
}

/** A variable and what is added to it: `base` 0 gives a constant. */
export interface Linear {
  readonly base: number;
  readonly offset: number;
}

/** The differences at one place; changed in place as the flow goes on, copied where it splits. */
export class Zone {
  private constructor(
    readonly shape: ZoneShape,
    /** Line by line. A plain array, since V8 copies small ones much faster than a Float64Array. */
    private limits: number[],
    /** No execution gets here. */
    public unreachable: boolean,
  ) {}

  /** Nothing is known. */
  static unknown(shape: ZoneShape): Zone {
    const limits: number[] = [];
    for (let i = 0; i < shape.size; i++) for (let j = 0; j < shape.size; j++) limits.push(i === j ? 0 : Infinity);
    return new Zone(shape, limits, false);
  }

  /** No execution gets there: anything holds. */
  static unreachable(shape: ZoneShape): Zone {
    return new Zone(shape, [], true);
  }

  copy(): Zone {
    return new Zone(this.shape, this.limits.slice(), this.unreachable);
  }

  /** Takes over what `other` knows. */
  become(other: Zone): void {
    this.limits = other.limits.slice();
    this.unreachable = other.unreachable;
  }

  /** Greatest possible `x - y`. */
  difference(x: number, y: number): number {
    return this.limits[x * this.shape.size + y] ?? Infinity;
  }

  /** Least possible `x`; -Infinity where nothing is known. */
  least(x: number): number {
    return -this.difference(zero, x);
  }

  /** Greatest possible `x`; Infinity where nothing is known. */
  greatest(x: number): number {
    return this.difference(x, zero);
  }

  isSummary(x: number): boolean {
    return this.shape.hasSummaries && this.shape.lengthOf[x] != null;
  }

  /** From now on `x - y <= limit`. */
  constrain(x: number, y: number, limit: number): void {
    if (limit >= this.difference(x, y) || Number.isNaN(limit)) return;
    if (limit + this.difference(y, x) < 0) {
      if (this.isSummary(x) || this.isSummary(y)) return;
      this.unreachable = true;
      return;
    }
    if (this.isSummary(x)) return this.constrainLine(x, y, limit);
    for (let i = 0; i < this.shape.size; i++) {
      const before = this.difference(i, x) + limit;
      if (before !== Infinity) this.constrainLine(i, y, before);
    }
  }

  /** As `constrain`, of `x` alone and not of what is tied to it. */
  private constrainLine(x: number, y: number, limit: number): void {
    if (this.isSummary(y)) return this.lower(x, y, limit);
    for (let i = 0; i < this.shape.size; i++) this.lower(x, i, limit + this.difference(y, i));
  }

  /** `x` may be anything. */
  forget(x: number): void {
    for (let i = 0; i < this.shape.size; i++) {
      if (i === x) continue;
      this.set(x, i, Infinity);
      this.set(i, x, Infinity);
    }
  }

  /** `x` becomes `value`; a summary as its base means one of its elements. */
  assign(x: number, { base, offset }: Linear): void {
    if (base === x) return this.shift(x, offset);
    this.forget(x);
    for (const i of this.isSummary(base) ? this.plainVariables(x) : [base]) {
      this.constrain(x, i, this.difference(base, i) + offset);
      this.constrain(i, x, this.difference(i, base) - offset);
    }
  }

  /** `x` becomes something between the two, whatever the others are. */
  assignRange(x: number, least: number, greatest: number): void {
    this.forget(x);
    this.constrain(x, zero, greatest);
    this.constrain(zero, x, -least);
  }

  /** The elements that `all` stands for become `value` or stay what they are; `value` lies between the two limits. */
  addElement(all: number, value: Linear | null, least: number, greatest: number): void {
    const isFirst = this.greatest(this.shape.lengthOf[all] ?? zero) <= 0;
    for (let i = 0; i < this.shape.size; i++) {
      if (i === all) continue;
      const usesBase = value !== null && !this.isSummary(i);
      const above = Math.min(greatest + this.difference(zero, i), usesBase ? this.difference(value.base, i) + value.offset : Infinity);
      const below = Math.min(this.difference(i, zero) - least, usesBase ? this.difference(i, value.base) - value.offset : Infinity);
      this.set(all, i, isFirst ? above : Math.max(above, this.difference(all, i)));
      this.set(i, all, isFirst ? below : Math.max(below, this.difference(i, all)));
    }
  }

  /** What holds in both. */
  join(other: Zone): Zone {
    const both = this.copy();
    both.include(other);
    return both;
  }

  /** From now on what holds in both. */
  include(other: Zone): void {
    if (this.unreachable) this.become(other);
    else if (!other.unreachable) this.merge(other, Math.max);
  }

  /** As `join`, but a limit that `next` exceeds jumps to one of `steps` (ascending), so that only finitely many follow. */
  widen(next: Zone, steps: readonly number[]): Zone {
    if (this.unreachable) return next.copy();
    const wide = this.copy();
    if (!next.unreachable)
      wide.merge(next, (mine, theirs) => (theirs <= mine ? mine : clamped(steps.find((step) => step >= theirs) ?? Infinity)));
    return wide;
  }

  equals(other: Zone): boolean {
    if (this.unreachable || other.unreachable) return this.unreachable === other.unreachable;
    for (let i = 0; i < this.limits.length; i++) if (this.limits[i] !== other.limits[i]) return false;
    return true;
  }

  private merge(other: Zone, combine: (mine: number, theirs: number) => number): void {
    if (this.shape.hasSummaries) return this.mergeSummaries(other, combine);
    const { limits } = this;
    for (let i = 0; i < limits.length; i++) limits[i] = combine(limits[i] ?? Infinity, other.limits[i] ?? Infinity);
  }

  private mergeSummaries(other: Zone, combine: (mine: number, theirs: number) => number): void {
    const { size } = this.shape;
    const mineEmpty = this.emptySummaries();
    const theirsEmpty = other.emptySummaries();
    for (let i = 0; i < size; i++) {
      for (let j = 0; j < size; j++) {
        if (i === j || theirsEmpty.has(i) || theirsEmpty.has(j)) continue;
        const vacuous = mineEmpty.has(i) || mineEmpty.has(j);
        this.set(i, j, vacuous ? other.difference(i, j) : combine(this.difference(i, j), other.difference(i, j)));
      }
    }
  }

  /** Summaries of arrays without elements: all that is said of them is true. */
  private emptySummaries(): ReadonlySet<number> {
    const empty = new Set<number>();
    this.shape.lengthOf.forEach((length, i) => {
      if (length !== null && this.greatest(length) <= 0) empty.add(i);
    });
    return empty;
  }

  /** All but summaries and `x`. */
  private plainVariables(x: number): readonly number[] {
    return this.shape.lengthOf.flatMap((length, i) => (length === null && i !== x ? [i] : []));
  }

  private shift(x: number, offset: number): void {
    for (let i = 0; i < this.shape.size; i++) {
      if (i === x) continue;
      this.set(x, i, this.difference(x, i) + offset);
      this.set(i, x, this.difference(i, x) - offset);
    }
  }

  private set(x: number, y: number, limit: number): void {
    this.limits[x * this.shape.size + y] = clamped(limit);
  }

  private lower(x: number, y: number, limit: number): void {
    if (limit < this.difference(x, y)) this.set(x, y, limit);
  }
}

function clamped(limit: number): number {
  return Math.abs(limit) > farthest ? Infinity : limit;
}
