/** Follows one function's statements: what is known before each of them, to a fixed point in loops. */
import type { Block, Expression, HirFunction, Local, Operation, Statement, Target, Value } from "../../hir/nodes.js";
import { isOperation, operationInputs, targetInputs, walkBlock } from "../../hir/walk.js";
import type { LengthEffects } from "../length-effects.js";
import { Checks } from "./checks.js";
import { assume } from "./conditions.js";
import { Evaluator, typeRange, type Range } from "./evaluate.js";
import type { RangeFacts } from "./facts.js";
import type { Parameters } from "./parameters.js";
import { operationRange } from "./operation-ranges.js";
import { greatestLength, greatestLengthOf, lengthChanges, type TrackedArray, type Variables } from "./variables.js";
import { zero, Zone } from "./zone.js";

/** After so many rounds a loop's variables are given up. */
const patience = 24;

type LoopStatement = Extract<Statement, { kind: "loop" }>;

export interface FlowInput {
  readonly function: HirFunction;
  readonly variables: Variables;
  readonly effects: LengthEffects;
  /** Of the parameters and of the lengths of those that have one, as far as the callers tell; hears what this function passes on. */
  readonly parameters: Parameters;
  /** Constants of the function, ascending: where growing limits stop first. */
  readonly steps: readonly number[];
}

export class Flow {
  private readonly evaluator: Evaluator;
  private readonly checks: Checks;
  /** What is known where a `break` or `continue` leads, by label. */
  private readonly breaks = new Map<number, Zone>();
  private readonly continues = new Map<number, Zone>();
  /** What held at the heads of loops the last time. */
  private readonly heads = new Map<LoopStatement, Zone>();
  private searching = 0;

  constructor(
    private readonly input: FlowInput,
    facts: RangeFacts,
  ) {
    this.evaluator = new Evaluator(input.variables);
    this.checks = new Checks(this.evaluator, () => (this.searching > 0 ? null : facts));
  }

  run(): void {
    const { variables, parameters, function: f } = this.input;
    const zone = Zone.unknown(variables.shape);
    for (const [local, variable] of variables.integers) {
      const { least, greatest } = parameters.of(local) ?? typeRange(local.type);
      zone.assignRange(variable, least, greatest);
    }
    for (const [local, array] of variables.arrays) {
      this.forgetArray(local, array, zone);
      const length = parameters.of(local);
      if (length !== null) zone.assignRange(array.length, length.least, length.greatest);
    }
    this.block(f.body, zone);
  }

  // ---- statements ----

  private block(block: Block, zone: Zone): void {
    for (const s of block) {
      if (zone.unreachable) return;
      this.statement(s, zone);
      this.checks.learn(zone);
    }
  }

  private statement(s: Statement, zone: Zone): void {
    switch (s.kind) {
      case "let":
        return this.define(s.local, s.value, zone);
      case "assign":
        return this.assign(s, zone);
      case "do":
        this.value(s.value, zone);
        return;
      case "return":
        if (s.value !== null) this.value(s.value, zone);
        zone.unreachable = true;
        return;
      case "throw":
        this.checks.visit(s.value, zone);
        zone.unreachable = true;
        return;
      case "unreachable":
        zone.unreachable = true;
        return;
      case "break":
      case "continue":
        return this.jump(s.kind === "break" ? this.breaks : this.continues, s.label, zone);
      case "if":
        return this.branch(s, zone);
      case "loop":
        return this.loop(s, zone);
      case "block":
        this.block(s.body, zone);
        if (s.label !== null) this.land(this.breaks, s.label, zone);
        return;
      case "switch":
        return this.choose(s, zone);
      case "try":
        return this.attempt(s, zone);
    }
  }

  private jump(to: Map<number, Zone>, label: number, zone: Zone): void {
    const arrived = to.get(label);
    if (arrived === undefined) to.set(label, zone.copy());
    else arrived.include(zone);
    zone.unreachable = true;
  }

  /** Whoever jumped to the label arrives here too. */
  private land(from: Map<number, Zone>, label: number, zone: Zone): void {
    const arrived = from.get(label);
    from.delete(label);
    if (arrived !== undefined) zone.include(arrived);
  }

  private branch(s: Extract<Statement, { kind: "if" }>, zone: Zone): void {
    this.test(s.test, zone);
    const otherwise = zone.copy();
    assume(s.test, true, zone, this.evaluator);
    this.block(s.then, zone);
    assume(s.test, false, otherwise, this.evaluator);
    if (s.else !== null) this.block(s.else, otherwise);
    zone.include(otherwise);
  }

  private test(test: Expression, zone: Zone): void {
    this.checks.visit(test, zone);
    this.checks.learn(zone);
  }

  private choose(s: Extract<Statement, { kind: "switch" }>, zone: Zone): void {
    this.test(s.value, zone);
    const after = Zone.unreachable(zone.shape);
    for (const { values, body } of s.cases) {
      const inside = zone.copy();
      const [only] = values;
      const at = s.value.at;
      if (values.length === 1 && only !== undefined) {
        const constant: Expression = { kind: "integer", value: only, type: s.value.type, at };
        const test: Expression = { kind: "compare", op: "===", left: s.value, right: constant, type: { kind: "bool" }, at };
        assume(test, true, inside, this.evaluator);
      }
      this.block(body, inside);
      after.include(inside);
    }
    this.block(s.otherwise, zone);
    zone.include(after);
    this.land(this.breaks, s.label, zone);
  }

  /** An error may come from anywhere in the body: of what the body changes nothing is known then. */
  private attempt(s: Extract<Statement, { kind: "try" }>, zone: Zone): void {
    const caught = zone.copy();
    this.forgetChanged(s.body, caught);
    this.block(s.body, zone);
    if (s.catch !== null) this.block(s.catch.body, caught);
    else caught.unreachable = true;
    zone.include(caught);
  }

  // ---- loops ----

  private loop(s: LoopStatement, zone: Zone): void {
    const { head, after } = this.invariant(s, zone);
    /* Within a loop whose invariant is still looked for, another turn would tell nothing new. */
    if (after !== null && this.searching > 0) return zone.become(after);
    zone.become(head);
    this.turn(s, zone);
  }

  /** What holds whenever the test is made, and after the loop as far as that is known by then. */
  private invariant(s: LoopStatement, entry: Zone): { readonly head: Zone; readonly after: Zone | null } {
    const before = this.heads.get(s);
    let head = before === undefined ? entry.copy() : entry.join(before);
    let after: Zone | null = null;
    this.searching++;
    for (let round = 0; ; round++) {
      after = head.copy();
      const again = head.join(this.turn(s, after));
      if (again.equals(head)) break;
      head = round === 0 ? again : head.widen(again, this.input.steps);
      if (round < patience) continue;
      head = entry.copy();
      after = null;
      this.forgetChanged([s], head);
      break;
    }
    this.searching--;
    this.heads.set(s, head);
    return { head, after };
  }

  /** One turn from the head; `zone` becomes what holds after the loop, the result is what comes back to the head. */
  private turn(s: LoopStatement, zone: Zone): Zone {
    this.test(s.test, zone);
    const inside = zone.copy();
    assume(s.test, true, inside, this.evaluator);
    assume(s.test, false, zone, this.evaluator);
    this.block(s.body, inside);
    this.land(this.continues, s.label, inside);
    this.block(s.update, inside);
    this.land(this.breaks, s.label, zone);
    return inside;
  }

  private forgetChanged(block: Block, zone: Zone): void {
    const { integers } = this.input.variables;
    const forget = (local: Local): void => {
      const variable = integers.get(local);
      const { least, greatest } = typeRange(local.type);
      if (variable !== undefined) zone.assignRange(variable, least, greatest);
    };
    walkBlock(block, {
      statement: (s) => {
        if (s.kind === "let") forget(s.local);
        if (s.kind === "assign" && s.target.kind === "local") forget(s.target.local);
      },
    });
    for (const [local, array] of this.input.variables.arrays) this.forgetArray(local, array, zone);
  }

  // ---- values ----

  private define(local: Local, value: Value | null, zone: Zone): void {
    const range = value === null ? typeRange(local.type) : this.value(value, zone);
    this.setInteger(local, range, zone);
    const array = this.input.variables.arrays.get(local);
    if (array !== undefined) this.defineArray(local, array, value, zone);
  }

  private setInteger(local: Local, range: Range, zone: Zone): void {
    const variable = this.input.variables.integers.get(local);
    if (variable === undefined) return;
    if (range.linear !== null) zone.assign(variable, range.linear);
    else zone.assignRange(variable, range.least, range.greatest);
    const whole = typeRange(local.type);
    zone.constrain(variable, zero, Math.min(range.greatest, whole.greatest));
    zone.constrain(zero, variable, -Math.max(range.least, whole.least));
  }

  /** The target is looked for after an operation, and in the same C statement as the value of an expression. */
  private assign(s: Extract<Statement, { kind: "assign" }>, zone: Zone): void {
    const { target, value } = s;
    if (isOperation(value)) {
      const range = this.value(value, zone);
      this.reach(target, zone);
      return this.storeInto(target, range, zone);
    }
    this.reach(target, zone);
    this.storeInto(target, this.value(value, zone), zone);
  }

  private reach(target: Target, zone: Zone): void {
    for (const input of targetInputs(target)) this.checks.visit(input, zone);
    if (target.kind === "index") this.checks.access(target, zone);
  }

  private storeInto(target: Target, range: Range, zone: Zone): void {
    this.checks.learn(zone);
    if (target.kind === "local") this.setInteger(target.local, range, zone);
    if (target.kind === "index") this.store(target, range, zone);
  }

  private store(target: Extract<Target, { kind: "index" }>, range: Range, zone: Zone): void {
    const array = this.arrayOf(target.of);
    if (array?.elements == null) return;
    zone.addElement(array.elements, range.linear, range.least, range.greatest);
  }

  private value(value: Value, zone: Zone): Range {
    if (!isOperation(value)) {
      this.checks.visit(value, zone);
      const range = this.evaluator.range(value, zone);
      this.checks.learn(zone);
      return range;
    }
    for (const input of operationInputs(value)) this.checks.visit(input, zone);
    this.checks.learn(zone);
    if (this.searching === 0) this.input.parameters.note(value, (argument) => this.argumentRange(argument, zone));
    this.effect(value, zone);
    return operationRange(value);
  }

  /** Of an integer, or of the length of what has one. */
  private argumentRange(argument: Expression, zone: Zone): Range {
    const length = this.evaluator.lengthVariable(argument);
    if (length === null) return this.evaluator.range(argument, zone);
    return { least: zone.least(length), greatest: zone.greatest(length), linear: null };
  }

  // ---- arrays ----

  private arrayOf(e: Expression | undefined): TrackedArray | undefined {
    return e?.kind === "local" ? this.input.variables.arrays.get(e.local) : undefined;
  }

  private forgetArray(local: Local, { length, elements }: TrackedArray, zone: Zone): void {
    zone.assignRange(length, 0, greatestLengthOf(local.type));
    if (elements !== null && local.type.kind === "array") {
      const { least, greatest } = typeRange(local.type.element);
      zone.assignRange(elements, least, greatest);
    }
  }

  private defineArray(local: Local, array: TrackedArray, value: Value | null, zone: Zone): void {
    this.forgetArray(local, array, zone);
    if (value === null) return;
    if (!isOperation(value)) {
      const other = this.evaluator.lengthVariable(value);
      if (other !== null && other !== array.length) zone.assign(array.length, { base: other, offset: 0 });
      return;
    }
    if (value.kind === "builtin" && value.name === "array_new") zone.assignRange(array.length, 0, 0);
    if (value.kind === "arrayLiteral") this.fill(array, value.elements, zone);
    if (value.kind === "builtin" && value.name === "bytes_new") this.setInitialLength(array, value.arguments[0], zone);
  }

  private fill(array: TrackedArray, values: readonly Expression[], zone: Zone): void {
    const ranges = values.map((value) => this.evaluator.range(value, zone));
    zone.assignRange(array.length, 0, 0);
    for (const { least, greatest, linear } of ranges) {
      if (array.elements !== null) zone.addElement(array.elements, linear, least, greatest);
      zone.assign(array.length, { base: array.length, offset: 1 });
    }
  }

  private setInitialLength(array: TrackedArray, length: Expression | undefined, zone: Zone): void {
    const range = length === undefined ? null : this.evaluator.range(length, zone);
    if (range === null || range.least < 0) return;
    if (range.linear !== null && !zone.isSummary(range.linear.base)) zone.assign(array.length, range.linear);
    else zone.assignRange(array.length, range.least, Math.min(range.greatest, greatestLength));
  }

  /** What an operation does to the arrays. */
  private effect(op: Operation, zone: Zone): void {
    const target = op.kind === "builtin" && op.name in lengthChanges ? this.arrayOf(op.arguments[0]) : undefined;
    for (const [local, array] of this.input.variables.arrays) {
      if (array === target || array.own || local.type.kind !== "array") continue;
      if (target?.made === true && array.made) continue;
      if (this.input.effects.mayChange(op, local.type.element)) this.forgetArray(local, array, zone);
    }
    if (op.kind === "builtin" && target !== undefined) this.changeLength(op, target, zone);
  }

  private changeLength(op: Extract<Operation, { kind: "builtin" }>, array: TrackedArray, zone: Zone): void {
    if (op.name !== "array_push") {
      zone.assignRange(array.length, 0, greatestLength);
      /* New elements are zero. */
      if (array.elements !== null)
        zone.addElement(array.elements, null, Math.min(0, zone.least(array.elements)), Math.max(0, zone.greatest(array.elements)));
      return;
    }
    const value = op.arguments[1];
    if (array.elements !== null && value !== undefined) {
      const { least, greatest, linear } = this.evaluator.range(value, zone);
      zone.addElement(array.elements, linear, least, greatest);
    }
    zone.assign(array.length, { base: array.length, offset: 1 });
  }
}
