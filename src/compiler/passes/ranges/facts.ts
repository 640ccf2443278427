/** What the range analysis has proved: tests that C need not make. */
import type { Expression, Place, Target } from "../../hir/nodes.js";

/** An element that is read or written. */
export type ElementAccess = Extract<Expression, { kind: "index" }> | Extract<Target, { kind: "index" }>;

/** A test that stays, for whoever looks for the time. */
export interface RemainingTest {
  readonly at: Place;
  readonly what: "index" | "value";
}

export class RangeFacts {
  private readonly inside = new Set<ElementAccess>();
  private readonly fitting = new Set<Expression>();
  readonly remaining: RemainingTest[] = [];

  /** The index is never outside. */
  isInside(access: ElementAccess): boolean {
    return this.inside.has(access);
  }

  /** The checked conversion, safe number, product or divisor never traps. */
  neverTraps(e: Expression): boolean {
    return this.fitting.has(e);
  }

  get removed(): number {
    return this.inside.size + this.fitting.size;
  }

  noteAccess(access: ElementAccess, at: Place, proved: boolean): void {
    if (proved) this.inside.add(access);
    else this.remaining.push({ at, what: "index" });
  }

  noteValue(e: Expression, proved: boolean): void {
    if (proved) this.fitting.add(e);
    else this.remaining.push({ at: e.at, what: "value" });
  }
}
