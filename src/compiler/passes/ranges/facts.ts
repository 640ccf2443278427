/** What the range analysis has proved: tests that C need not make. */
import type { Expression, Target } from "../../hir/nodes.js";

/** An element that is read or written. */
export type ElementAccess = Extract<Expression, { kind: "index" }> | Extract<Target, { kind: "index" }>;

/** What is not in it is tested: it may always say less. */
export class RangeFacts {
  private readonly inside = new Set<ElementAccess>();
  private readonly fitting = new Set<Expression>();
  private readonly holding = new Set<Expression>();

  /** The index is never outside. */
  isInside(access: ElementAccess): boolean {
    return this.inside.has(access);
  }

  /** The checked conversion, safe number, product or divisor never traps. */
  neverTraps(e: Expression): boolean {
    return this.fitting.has(e);
  }

  /** The comparison is true whenever it is made, and making it cannot trap. */
  alwaysHolds(e: Expression): boolean {
    return this.holding.has(e);
  }

  noteHolding(e: Expression): void {
    this.holding.add(e);
  }

  noteInside(access: ElementAccess): void {
    this.inside.add(access);
  }

  noteFitting(e: Expression): void {
    this.fitting.add(e);
  }
}
