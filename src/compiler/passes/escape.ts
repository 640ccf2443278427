/**
 * Which closures and cells may outlive the block that makes them. One that only goes down into calls, to parameters that are merely
 * called, lives on the stack and costs no allocation. A flow graph over locals: an edge for every way that a local's value can become
 * another's; whoever reaches a place that keeps values (field, element, result, native) escapes.
 */
import type { Expression, HirFunction, HirType, Local, Operation, Statement } from "../hir/nodes.js";
import { presentType } from "../hir/type-text.js";
import { innerBlocks, isOperation, statementValue } from "../hir/walk.js";
import { calleesOf } from "./callees.js";
import type { ProgramIndex } from "./program-index.js";
import type { Reachable } from "./reachable.js";

type ClosureOperation = Extract<Operation, { kind: "closure" }>;
type CellOperation = Extract<Operation, { kind: "newCell" }>;

export interface ClosureUse {
  /** Captures nothing: one static object for all. */
  isStatic(op: ClosureOperation): boolean;
  /** It ends with the block that makes it. */
  onStack(op: ClosureOperation): boolean;
  /** The same of the box of a captured variable. */
  cellOnStack(op: CellOperation): boolean;
}

function isTracked(type: HirType): boolean {
  const kind = presentType(type).kind;
  return kind === "closure" || kind === "cell";
}

/** Locals whose value the expression's value can be. */
function carried(e: Expression): readonly Local[] {
  switch (e.kind) {
    case "local":
      return isTracked(e.type) ? [e.local] : [];
    case "cast":
    case "wrap":
    case "unwrap":
      return carried(e.value);
    case "conditional":
      return [...carried(e.then), ...carried(e.else)];
    default:
      return [];
  }
}

class FlowGraph implements ClosureUse {
  private readonly edges = new Map<Local, Local[]>();
  private readonly escaping = new Set<Local>();
  private readonly holders = new Map<Operation, Local>();
  private readonly assigned = new Set<Local>();

  constructor(
    private readonly index: ProgramIndex,
    reachable: Reachable,
  ) {
    for (const f of reachable.functions) this.scanBlock(f.body);
    this.spread();
  }

  isStatic(op: ClosureOperation): boolean {
    return op.captures.length === 0;
  }

  onStack(op: ClosureOperation): boolean {
    return op.captures.length > 0 && this.staysInside(op);
  }

  cellOnStack(op: CellOperation): boolean {
    return this.staysInside(op);
  }

  private staysInside(op: Operation): boolean {
    const holder = this.holders.get(op);
    return holder !== undefined && !this.escaping.has(holder) && !this.assigned.has(holder);
  }

  /** Whoever can become what escapes, escapes. */
  private spread(): void {
    for (let changed = true; changed;) {
      changed = false;
      for (const [from, targets] of this.edges) {
        if (this.escaping.has(from) || !targets.some((to) => this.escaping.has(to))) continue;
        this.escaping.add(from);
        changed = true;
      }
    }
  }

  private scanBlock(block: readonly Statement[]): void {
    for (const s of block) {
      this.scanStatement(s);
      innerBlocks(s).forEach((inner) => this.scanBlock(inner));
    }
  }

  private scanStatement(s: Statement): void {
    const value = statementValue(s);
    if (s.kind === "assign" && s.target.kind === "local") this.assigned.add(s.target.local);
    if (value === null) return;
    const holder = s.kind === "let" ? s.local : null;
    if (isOperation(value)) this.scanOperation(value, holder);
    else if (keeps(s)) this.flow(value, holder);
  }

  private scanOperation(op: Operation, holder: Local | null): void {
    if (holder !== null) this.holders.set(op, holder);
    switch (op.kind) {
      case "call":
        return this.flowIntoParameters([op.function], op.arguments);
      case "new":
        return this.flowIntoConstructor(op.constructor_, op.arguments);
      case "callVirtual":
      case "callInterface":
        return this.flowIntoMethods(
          calleesOf(op, this.index, () => []),
          op.arguments,
        );
      case "closure":
        return op.captures.forEach((capture, i) => {
          this.flow(capture, op.function.captures[i] ?? null);
          this.flow(capture, holder);
        });
      case "callClosure":
      case "callNative":
      case "builtin":
        return op.arguments.forEach((argument) => this.flow(argument, null));
      case "record":
        return op.fields.forEach((field) => this.flow(field, null));
      case "arrayLiteral":
        return op.elements.forEach((element) => this.flow(element, null));
      case "newCell":
      case "box":
        return this.flow(op.value, null);
    }
  }

  private flowIntoParameters(functions: readonly HirFunction[], values: readonly Expression[]): void {
    for (const f of functions) values.forEach((value, i) => this.flow(value, f.parameters[i] ?? null));
  }

  private flowIntoMethods(functions: readonly HirFunction[], values: readonly Expression[]): void {
    for (const f of functions) values.forEach((value, i) => this.flow(value, f.parameters[i + 1] ?? null));
  }

  private flowIntoConstructor(constructor: HirFunction | null, values: readonly Expression[]): void {
    if (constructor === null) values.forEach((value) => this.flow(value, null));
    else this.flowIntoMethods([constructor], values);
  }

  /** `value` becomes the value of `to`; null, or one of a type that hides what it is: something keeps it. */
  private flow(value: Expression, to: Local | null): void {
    for (const from of carried(value)) {
      if (to === null || !isTracked(to.type)) this.escaping.add(from);
      else this.edges.set(from, [...(this.edges.get(from) ?? []), to]);
    }
  }
}

/** Statements that hand their value on; a test only looks at it. */
function keeps(s: Statement): boolean {
  return s.kind === "let" || s.kind === "assign" || s.kind === "return" || s.kind === "throw";
}

export function analyseClosures(index: ProgramIndex, reachable: Reachable): ClosureUse {
  return new FlowGraph(index, reachable);
}
