/**
 * What a function does with what it is given: which of it the result holds, what it stores where. A parameter stands for its object and all
 * that is reached from there; captures count as further parameters. The types say what was taken: `vms.get(id)` takes a Vm out of a map.
 */
import type { Expression, HirFunction, Local, Operation, Statement, Target, Value } from "../../hir/nodes.js";
import { isCounted, type HirType } from "../../hir/types.js";
import { presentType } from "../../hir/type-text.js";
import { innerBlocks, isOperation, operationInputs } from "../../hir/walk.js";
import type { Reachable } from "../reachable.js";
import type { TypeReach } from "./type-reach.js";
import { argumentsOf, type ValueFlow } from "./value-flow.js";

/** Module variables, and what nobody knows the origin of. */
export const outside = -1;

/** Types by the numbers that `TypeReach` gives them. */
type Types = ReadonlySet<number>;
/** Where a value comes from: parameters by number, and what was taken from each. */
type Origins = ReadonlyMap<number, Types>;

const nothing: Origins = new Map();

export class Retention {
  /** What the result holds of each parameter. */
  readonly result = new Map<number, Set<number>>();
  /** What of a parameter is stored in another one, or `outside`. */
  readonly stored = new Map<number, Map<number, Set<number>>>();

  /** True when that is news. */
  addStored(from: number, to: number, types: Types): boolean {
    const targets = this.stored.get(from) ?? new Map<number, Set<number>>();
    this.stored.set(from, targets);
    return merge(targets, to, types);
  }
}

function merge(into: Map<number, Set<number>>, key: number, types: Types): boolean {
  const known = into.get(key);
  if (known === undefined) {
    into.set(key, new Set(types));
    return true;
  }
  const before = known.size;
  for (const type of types) known.add(type);
  return known.size > before;
}

/** Number of the first capture of `f`. */
export function firstCapture(f: HirFunction): number {
  return f.parameters.length;
}

export class Retentions {
  private readonly known = new Map<HirFunction, Retention>();

  constructor(
    reachable: Reachable,
    flow: ValueFlow,
    readonly types: TypeReach,
  ) {
    /* The search for what is reachable finds callers first, and what is called is to be known before its callers are looked at. */
    const functions = [...reachable.functions].reverse();
    for (const f of functions) this.known.set(f, new Retention());
    const bodies = new Map(functions.map((f) => [f, new Body(f, this.of(f), this, flow)]));
    const waiting = new Set(functions);
    for (const f of waiting) {
      waiting.delete(f);
      if (bodies.get(f)?.run() === true) for (const caller of flow.callersOf(f)) waiting.add(caller);
    }
  }

  of(f: HirFunction): Retention {
    const known = this.known.get(f);
    if (known === undefined) throw new Error(`${f.name} is not reachable`);
    return known;
  }
}

/** One function, looked at with what is known of the others; what is found only grows, so it stays from one look to the next. */
class Body {
  private readonly origins = new Map<Local, Map<number, Set<number>>>();
  /** Locals whose origins were asked for in this turn. */
  private readonly read = new Set<Local>();
  private news = false;
  /** A local has got origins after somebody had asked for them. */
  private late = false;

  constructor(
    private readonly f: HirFunction,
    private readonly retention: Retention,
    private readonly all: Retentions,
    private readonly flow: ValueFlow,
  ) {
    [...f.parameters, ...f.captures].forEach((local, n) => {
      if (isHeld(local.type)) this.add(local, new Map([[n, this.typeSet(local.type)]]));
    });
  }

  /** True when the function does more than was known. */
  run(): boolean {
    this.news = false;
    do {
      this.late = false;
      this.read.clear();
      this.scan(this.f.body);
    } while (this.late);
    return this.news;
  }

  private scan(block: readonly Statement[]): void {
    for (const s of block) {
      if (s.kind === "let" && s.value !== null) this.add(s.local, this.valueOrigins(s.value));
      else if (s.kind === "assign") this.store(s.target, this.valueOrigins(s.value));
      else if (s.kind === "do") this.valueOrigins(s.value);
      else if (s.kind === "return" && s.value !== null) {
        for (const [n, types] of this.valueOrigins(s.value)) if (merge(this.retention.result, n, types)) this.news = true;
      } else for (const inner of innerBlocks(s)) this.scan(inner);
    }
  }

  private add(local: Local, origins: Origins): void {
    if (origins.size === 0) return;
    const known = this.origins.get(local) ?? new Map<number, Set<number>>();
    this.origins.set(local, known);
    for (const [n, types] of origins) if (merge(known, n, types) && this.read.has(local)) this.late = true;
  }

  private store(target: Target, origins: Origins): void {
    switch (target.kind) {
      case "local":
        return this.add(target.local, origins);
      case "global":
        return this.storeOutside(origins);
      case "field":
      case "interfaceField":
        return this.storeIn(target.object, origins);
      case "index":
        return this.storeIn(target.of, origins);
      case "cell":
        return this.storeIn(target.cell, origins);
    }
  }

  private storeOutside(origins: Origins): void {
    for (const [n, types] of origins) if (n !== outside && this.retention.addStored(n, outside, types)) this.news = true;
  }

  /** Into `base` or something that it holds. */
  private storeIn(base: Expression, origins: Origins): void {
    if (origins.size === 0) return;
    const owners = this.expressionOrigins(base);
    for (const owner of owners.keys()) {
      for (const [n, types] of origins) {
        if (n !== owner && n !== outside && this.retention.addStored(n, owner, types)) this.news = true;
      }
    }
    const root = rootLocal(base);
    if (root !== null) this.add(root, origins);
  }

  private valueOrigins(value: Value): Origins {
    return isOperation(value) ? this.operationOrigins(value) : this.expressionOrigins(value);
  }

  private expressionOrigins(e: Expression): Origins {
    if (!isHeld(e.type)) return nothing;
    switch (e.kind) {
      case "local":
        this.read.add(e.local);
        return this.origins.get(e.local) ?? nothing;
      case "global":
        return new Map([[outside, this.typeSet(e.type)]]);
      case "field":
      case "interfaceField":
        return this.taken(e.object, e.type);
      case "index":
        return this.taken(e.of, e.type);
      case "cellGet":
        return this.taken(e.cell, e.type);
      case "conditional":
        return union([this.expressionOrigins(e.then), this.expressionOrigins(e.else)]);
      case "wrap":
      case "unwrap":
      case "cast":
      case "unbox":
        return this.expressionOrigins(e.value);
      default:
        return nothing;
    }
  }

  private typeSet(type: HirType): Types {
    return new Set([this.all.types.numberOf(type)]);
  }

  /** What was taken out of `from`: an object of the new type, or, out of something that was made around it, what is in that. */
  private taken(from: Expression, type: HirType): Origins {
    return this.retyped(from, this.typeSet(type));
  }

  private operationOrigins(op: Operation): Origins {
    switch (op.kind) {
      case "call":
      case "callVirtual":
      case "callInterface":
      case "callClosure":
        return this.callOrigins(op);
      case "new":
        this.callOrigins(op);
        return this.inputOrigins(op);
      case "callNative":
        this.storeOutside(union(this.flow.handedOut(op).map((e) => this.expressionOrigins(e))));
        return isHeld(op.type) ? new Map([[outside, this.typeSet(op.type)]]) : nothing;
      case "builtin":
        return this.builtinOrigins(op);
      default:
        return this.inputOrigins(op);
    }
  }

  private inputOrigins(op: Operation): Origins {
    return union(operationInputs(op).map((e) => this.expressionOrigins(e)));
  }

  /** Of a container's own operations: what goes in stays there, what comes out was in it. */
  private builtinOrigins(op: Extract<Operation, { kind: "builtin" }>): Origins {
    const [container, ...others] = op.arguments;
    if (container === undefined || !isHeld(container.type)) return this.inputOrigins(op);
    others.forEach((e) => this.storeIn(container, this.expressionOrigins(e)));
    return isHeld(op.type) ? this.taken(container, op.type) : nothing;
  }

  private callOrigins(op: Operation): Origins {
    const args = argumentsOf(op);
    const found: Origins[] = [];
    for (const callee of this.flow.callees(op)) {
      const retention = this.all.of(callee);
      const given = (n: number): Expression | null => this.given(op, callee, args, n);
      for (const [from, targets] of retention.stored) {
        const value = given(from);
        if (value === null) continue;
        for (const [to, types] of targets) {
          /* What a constructor puts into its object is in what `new` gives. */
          if (op.kind !== "new" || to !== 0) this.storeGiven(this.retyped(value, types), to === outside ? null : given(to));
        }
      }
      for (const [n, types] of retention.result) {
        const value = given(n);
        if (n === outside) found.push(new Map([[outside, types]]));
        else if (value !== null) found.push(this.retyped(value, types));
      }
    }
    return union(found);
  }

  private storeGiven(origins: Origins, to: Expression | null): void {
    if (to === null) this.storeOutside(origins);
    else this.storeIn(to, origins);
  }

  private retyped(value: Expression, types: Types): Origins {
    const origins = this.expressionOrigins(value);
    if (origins.size === 0) return nothing;
    const found = new Map<number, Set<number>>();
    for (const [n, wholes] of origins) {
      const parts = new Set<number>();
      for (const whole of wholes) for (const type of types) parts.add(this.all.types.partOf(whole, type));
      found.set(n, parts);
    }
    return found;
  }

  /** The expression that parameter `n` of the callee gets; for captures the function value that carries them. */
  private given(op: Operation, callee: HirFunction, args: readonly (Expression | null)[], n: number): Expression | null {
    if (n < firstCapture(callee)) return args[n] ?? null;
    return op.kind === "callClosure" ? op.closure : null;
  }
}

/** Values whose objects somebody may change: strings and numbers are not held. */
export function isHeld(type: HirType): boolean {
  return isCounted(type) && presentType(type).kind !== "string";
}

function union(parts: readonly Origins[]): Origins {
  const [first, ...others] = parts.filter((part) => part.size > 0);
  if (first === undefined) return nothing;
  if (others.length === 0) return first;
  const all = new Map<number, Set<number>>();
  for (const part of [first, ...others]) for (const [n, types] of part) merge(all, n, types);
  return all;
}

/** The local that an expression starts from. */
export function rootLocal(e: Expression): Local | null {
  switch (e.kind) {
    case "local":
      return e.local;
    case "field":
    case "interfaceField":
      return rootLocal(e.object);
    case "index":
      return rootLocal(e.of);
    case "cellGet":
      return rootLocal(e.cell);
    case "wrap":
    case "unwrap":
    case "cast":
    case "unbox":
      return rootLocal(e.value);
    default:
      return null;
  }
}
