/** The tests in one expression: which of them can fail, and what holds after those that can. */
import type { Expression } from "../../hir/nodes.js";
import { operands } from "../../hir/walk.js";
import { assume } from "./conditions.js";
import { counterRange, numberRange, typeRange, within, type Evaluator, type Range } from "./evaluate.js";
import type { ElementAccess, RangeFacts } from "./facts.js";
import { isFollowed } from "./variables.js";
import { zero, type Linear, type Zone } from "./zone.js";

/** `x - y <= limit` */
interface Constraint {
  readonly x: number;
  readonly y: number;
  readonly limit: number;
}

export class Checks {
  private learned: Constraint[] = [];

  constructor(
    private readonly evaluator: Evaluator,
    /** Null while the analysis still looks for what holds. */
    private readonly facts: () => RangeFacts | null,
  ) {}

  /** All tests of `e`. The tests of one statement are made in any order, so what they teach holds after `learn` only. */
  visit(e: Expression, zone: Zone, certain = true): void {
    if (zone.unreachable) return;
    switch (e.kind) {
      case "and":
      case "or":
        this.visit(e.left, zone, certain);
        return this.visitIf(e.left, e.kind === "and", e.right, zone);
      case "conditional":
        this.visit(e.test, zone, certain);
        this.visitIf(e.test, true, e.then, zone);
        return this.visitIf(e.test, false, e.else, zone);
      default:
        for (const operand of operands(e)) this.visit(operand, zone, certain);
        this.own(e, zone, certain);
    }
  }

  /** The test of one access, as `visit` does it for those in an expression. */
  access(access: ElementAccess, zone: Zone, certain = true): void {
    if (zone.unreachable) return;
    const index = this.evaluator.range(access.index, zone);
    const length = this.evaluator.lengthVariable(access.of);
    const isInside = index.least >= 0 && length !== null && below(index, length, zone);
    if (isInside) this.facts()?.noteInside(access);
    else if (certain && length !== null) this.learnAccess(plain(index, zone), length);
  }

  /** The statement has been executed up to here. */
  learn(zone: Zone): void {
    for (const { x, y, limit } of this.learned) zone.constrain(x, y, limit);
    this.learned = [];
  }

  private visitIf(test: Expression, truth: boolean, e: Expression, zone: Zone): void {
    const inside = zone.copy();
    assume(test, truth, inside, this.evaluator);
    this.visit(e, inside, false);
  }

  private own(e: Expression, zone: Zone, certain: boolean): void {
    switch (e.kind) {
      case "index":
        return this.access(e, zone, certain);
      case "convert":
        if (e.mode === "wrap" && e.value.type.kind === "f64") this.note(e, () => this.evaluator.exactInteger(e.value, zone) !== null);
        else if (e.mode === "checked") this.value(e, e.value, typeRange(e.type), zone, certain);
        return;
      case "safe":
        return this.value(e, e.value, numberRange, zone, certain);
      case "counted":
        return this.value(e, e.value, counterRange, zone, certain);
      case "arithmetic":
        return this.arithmetic(e, zone);
      case "compare":
        return this.comparison(e, zone);
      default:
    }
  }

  private value(e: Expression, value: Expression, whole: Range, zone: Zone, certain: boolean): void {
    const range = this.evaluator.range(value, zone);
    const proved = within(range, whole);
    this.note(e, () => proved);
    const linear = plain(range, zone);
    if (proved || !certain || linear === null) return;
    const { least, greatest } = whole;
    this.learned.push(
      { x: linear.base, y: zero, limit: greatest - linear.offset },
      { x: zero, y: linear.base, limit: linear.offset - least },
    );
  }

  private arithmetic(e: Extract<Expression, { kind: "arithmetic" }>, zone: Zone): void {
    if (!isFollowed(e.type)) return;
    if (e.op === "*") this.note(e, () => within(this.evaluator.range(e, zone), numberRange));
    else if (e.op === "/" || e.op === "%") this.note(e, () => this.evaluator.range(e.right, zone).least > 0);
  }

  /** The two that say whether an index is inside. */
  private comparison(e: Extract<Expression, { kind: "compare" }>, zone: Zone): void {
    const facts = this.facts();
    if (facts === null || e.left.kind !== "local" || !isFollowed(e.left.type)) return;
    const index = this.evaluator.range(e.left, zone);
    const length = e.right.kind === "length" ? this.evaluator.lengthVariable(e.right.of) : null;
    const isBelow = e.op === "<" && length !== null && below(index, length, zone);
    const isNotNegative = e.op === ">=" && e.right.kind === "integer" && e.right.value === 0n && index.least >= 0;
    if (isBelow || isNotNegative) facts.noteHolding(e);
  }

  /** It is asked only where the answer is kept. */
  private note(e: Expression, isProved: () => boolean): void {
    const facts = this.facts();
    if (facts !== null && isProved()) facts.noteFitting(e);
  }

  private learnAccess(index: Linear | null, length: number): void {
    if (index === null) return;
    this.learned.push({ x: zero, y: index.base, limit: index.offset }, { x: index.base, y: length, limit: -1 - index.offset });
  }
}

/** `index < length` */
function below(index: Range, length: number, zone: Zone): boolean {
  if (index.greatest < zone.least(length)) return true;
  return index.linear !== null && zone.difference(index.linear.base, length) + index.linear.offset <= -1;
}

/** Of an element of an array nothing is kept. */
function plain({ linear }: Range, zone: Zone): Linear | null {
  return linear === null || zone.isSummary(linear.base) ? null : linear;
}
