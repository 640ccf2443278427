/**
 * Where functions and containers go: which functions a call of a function value can reach, and which arrays, maps, sets, byte arrays
 * and captured variables an expression can name. A place is a local, a field of a class, a module variable, a function's result, or what
 * the containers of one type hold; each keeps everything that ever reaches it, in whatever order.
 */
import type { ClassId, Expression, HirFunction, Local, Operation, Statement, Target, Value } from "../../hir/nodes.js";
import type { HirType } from "../../hir/types.js";
import { hirTypeText, presentType } from "../../hir/type-text.js";
import { innerBlocks, isOperation, operationInputs, walkFunction } from "../../hir/walk.js";
import { calleesOf } from "../callees.js";
import type { ProgramIndex } from "../program-index.js";
import type { Reachable } from "../reachable.js";

/** What is followed: a function, or the operation that makes a container. */
export type Thing = HirFunction | Operation;
/** Names of fields, variables and elements; functions stand for their results. */
type PlaceKey = Local | HirFunction | string;

const followed: ReadonlySet<HirType["kind"]> = new Set(["closure", "array", "map", "set", "bytes", "cell", "mixed"]);
const containers: ReadonlySet<HirType["kind"]> = new Set(["array", "map", "set", "bytes", "cell"]);

/** Also one that may be absent. */
export function isContainer(type: HirType): boolean {
  return containers.has(presentType(type).kind);
}

export class ValueFlow {
  private readonly holds = new Map<PlaceKey, Set<Thing>>();
  private readonly edges = new Map<PlaceKey, Set<PlaceKey>>();
  private readonly closureCalls: { readonly op: Extract<Operation, { kind: "callClosure" }>; readonly holder: PlaceKey | null }[] = [];
  private readonly linked = new Map<Operation, Set<HirFunction>>();
  /** `@native struct` classes that are made with a function, which C then calls: Task. */
  private readonly starting = new Set<ClassId>();
  private readonly pending: { readonly at: PlaceKey; readonly thing: Thing }[] = [];
  /** What is asked for over and over once nothing moves any more. */
  private readonly settled = { things: new Map<Expression, ReadonlySet<Thing>>(), callees: new Map<Operation, readonly HirFunction[]>() };
  private readonly callers: ReadonlyMap<HirFunction, ReadonlySet<HirFunction>>;

  constructor(
    private readonly index: ProgramIndex,
    reachable: Reachable,
  ) {
    for (const f of reachable.functions) this.scanBlock(f.body, f);
    this.settle();
    this.callers = this.findCallers(reachable);
  }

  /** Everything followed that the value of `e` can be. */
  thingsAt(e: Expression): ReadonlySet<Thing> {
    const known = this.settled.things.get(e) ?? this.findThings(e);
    this.settled.things.set(e, known);
    return known;
  }

  /** Functions that the value of `e` can be. */
  functionsAt(e: Expression): readonly HirFunction[] {
    return [...this.thingsAt(e)].filter(isFunction);
  }

  /** What fields of that name in `owner` hold, by `fieldPlace`; what the elements of containers of a type hold, by `elementPlace`. */
  thingsIn(place: string): ReadonlySet<Thing> {
    return this.holds.get(place) ?? new Set();
  }

  /** Functions that the operation calls. */
  callees(op: Operation): readonly HirFunction[] {
    const known = this.settled.callees.get(op) ?? this.findCallees(op);
    this.settled.callees.set(op, known);
    return known;
  }

  /** Functions that call `f` in one of these ways. */
  callersOf(f: HirFunction): ReadonlySet<HirFunction> {
    return this.callers.get(f) ?? new Set();
  }

  private findCallers(reachable: Reachable): ReadonlyMap<HirFunction, ReadonlySet<HirFunction>> {
    const callers = new Map<HirFunction, Set<HirFunction>>();
    for (const f of reachable.functions) {
      walkFunction(f, {
        operation: (op) => {
          for (const callee of this.callees(op)) callers.set(callee, (callers.get(callee) ?? new Set()).add(f));
        },
      });
    }
    return callers;
  }

  private findThings(e: Expression): ReadonlySet<Thing> {
    const found = new Set<Thing>(this.directly(e));
    for (const key of this.keysOf(e)) for (const thing of this.holds.get(key) ?? []) found.add(thing);
    return found;
  }

  private findCallees(op: Operation): readonly HirFunction[] {
    return calleesOf(op, this.index, ({ closure }) => [...this.findThings(closure)].filter(isFunction));
  }

  /** What a native gets for good: its arguments, and the object itself where that is one that C runs functions for. */
  handedOut(op: Extract<Operation, { kind: "callNative" }>): readonly Expression[] {
    const { struct } = op.native;
    return op.arguments.slice(struct === null || this.starting.has(struct) ? 0 : 1);
  }

  private scanBlock(block: readonly Statement[], f: HirFunction): void {
    for (const s of block) {
      this.scanStatement(s, f);
      innerBlocks(s).forEach((inner) => this.scanBlock(inner, f));
    }
  }

  private scanStatement(s: Statement, f: HirFunction): void {
    if (s.kind === "let" && s.value !== null) return this.flow(s.value, s.local);
    if (s.kind === "assign") return this.assign(s.value, s.target);
    if (s.kind === "return" && s.value !== null) return this.flow(s.value, f);
    if (s.kind === "do") this.flow(s.value, null);
  }

  private assign(value: Value, target: Target): void {
    const keys = this.targetKeys(target);
    if (keys.length === 0) return this.flow(value, null);
    keys.forEach((key) => this.flow(value, key));
  }

  private targetKeys(target: Target): readonly PlaceKey[] {
    switch (target.kind) {
      case "local":
        return [target.local];
      case "global":
        return [globalPlace(target.global.id)];
      case "field":
        return [fieldPlace(target.class, target.field)];
      case "interfaceField":
        return this.interfaceFieldPlaces(target.interface, target.field);
      case "index":
        return [elementPlace(target.of.type)];
      case "cell":
        return [elementPlace(target.cell.type)];
    }
  }

  /** Those of the classes that implement the interface. */
  interfaceFieldPlaces(id: string, field: string): readonly string[] {
    const owners = this.index.implementors(id).map((c) => this.index.findField(c.id, field)?.owner.id);
    return [...new Set(owners.filter((owner) => owner !== undefined).map((owner) => fieldPlace(owner, field)))];
  }

  private flow(value: Value, to: PlaceKey | null): void {
    if (isOperation(value)) return this.flowOperation(value, to);
    if (to !== null) this.connect(value, to);
  }

  private connect(value: Expression, to: PlaceKey): void {
    if (!followed.has(presentType(value.type).kind)) return;
    for (const thing of this.directly(value)) this.put(to, thing);
    for (const key of this.keysOf(value)) this.link(key, to);
  }

  private flowOperation(op: Operation, to: PlaceKey | null): void {
    switch (op.kind) {
      case "closure":
        op.captures.forEach((capture, n) => this.connect(capture, op.function.captures[n]!));
        return to === null ? undefined : this.put(to, op.function);
      case "callClosure":
        return void this.closureCalls.push({ op, holder: to });
      case "box":
        return to === null ? undefined : this.connect(op.value, to);
      case "record":
        return op.fields.forEach((field, n) => this.connect(field, this.recordField(op.class, n)));
      case "arrayLiteral":
      case "newCell":
      case "builtin":
      case "callNative":
        return this.flowContainer(op, to);
      default:
        if (op.kind === "new" && this.index.class(op.class).nativeStruct !== null && op.arguments.some(isFunctionValue)) {
          this.starting.add(op.class);
        }
        this.findCallees(op).forEach((callee) => this.linkCall(op, callee, to));
    }
  }

  private recordField(id: string, n: number): string {
    const lineage = [...this.index.lineage(id)].reverse();
    const fields = lineage.flatMap((c) => c.fields.map((field) => fieldPlace(c.id, field.name)));
    return fields[n] ?? "";
  }

  /** A container is made, filled, or asked for an element. */
  private flowContainer(op: Operation, to: PlaceKey | null): void {
    const inputs = operationInputs(op);
    if (to !== null && isContainer(op.type)) this.put(to, op);
    if (op.kind === "arrayLiteral" || op.kind === "newCell") {
      for (const input of inputs) this.connect(input, elementPlace(op.type));
    }
    const [container, ...others] = inputs;
    if (op.kind !== "builtin" || container === undefined || !isContainer(container.type)) return;
    /* Numbers lead nowhere; a part of a byte array is the same memory. */
    if (presentType(container.type).kind === "bytes") {
      if (to !== null && op.name === "bytes_subarray") this.connect(container, to);
      return;
    }
    for (const input of others) this.connect(input, elementPlace(container.type));
    if (to !== null) this.link(elementPlace(container.type), to);
  }

  private linkCall(op: Operation, callee: HirFunction, to: PlaceKey | null): void {
    argumentsOf(op).forEach((argument, n) => {
      const parameter = callee.parameters[n];
      if (argument !== null && parameter !== undefined) this.connect(argument, parameter);
    });
    if (to !== null && op.kind !== "new") this.link(callee, to);
  }

  private keysOf(e: Expression): readonly PlaceKey[] {
    switch (e.kind) {
      case "local":
        return [e.local];
      case "global":
        return [globalPlace(e.global.id)];
      case "field":
        return [fieldPlace(e.class, e.field)];
      case "interfaceField":
        return this.interfaceFieldPlaces(e.interface, e.field);
      case "index":
        return [elementPlace(e.of.type)];
      case "cellGet":
        return [elementPlace(e.cell.type)];
      case "conditional":
        return [...this.keysOf(e.then), ...this.keysOf(e.else)];
      case "wrap":
      case "unwrap":
      case "cast":
      case "unbox":
        return this.keysOf(e.value);
      default:
        return [];
    }
  }

  private directly(e: Expression): readonly Thing[] {
    switch (e.kind) {
      case "functionValue":
        return [e.function];
      case "conditional":
        return [...this.directly(e.then), ...this.directly(e.else)];
      case "wrap":
      case "unwrap":
      case "cast":
      case "unbox":
        return this.directly(e.value);
      default:
        return [];
    }
  }

  private put(at: PlaceKey, thing: Thing): void {
    const held = this.holds.get(at) ?? new Set();
    if (held.has(thing)) return;
    this.holds.set(at, held.add(thing));
    this.pending.push({ at, thing });
  }

  private link(from: PlaceKey, to: PlaceKey): void {
    const targets = this.edges.get(from) ?? new Set();
    if (targets.has(to)) return;
    this.edges.set(from, targets.add(to));
    for (const thing of [...(this.holds.get(from) ?? [])]) this.put(to, thing);
  }

  /** Until nothing moves: calls of function values connect more as more functions reach them. */
  private settle(): void {
    do {
      for (let next = this.pending.pop(); next !== undefined; next = this.pending.pop()) {
        for (const to of [...(this.edges.get(next.at) ?? [])]) this.put(to, next.thing);
      }
      for (const call of this.closureCalls) this.linkClosureCall(call);
    } while (this.pending.length > 0);
  }

  private linkClosureCall({ op, holder }: (typeof this.closureCalls)[number]): void {
    const known = this.linked.get(op) ?? new Set();
    this.linked.set(op, known);
    for (const callee of this.findCallees(op)) {
      if (known.has(callee)) continue;
      known.add(callee);
      this.linkCall(op, callee, holder);
    }
  }
}

function isFunctionValue(e: Expression): boolean {
  return presentType(e.type).kind === "closure";
}

export function isFunction(thing: Thing): thing is HirFunction {
  return "parameters" in thing;
}

const fieldPlaces = new Map<string, Map<string, string>>();

/** All objects of a class hold in a field what one of them does. The text is made once: it is a key, and a new one would be hashed again. */
export function fieldPlace(owner: string, field: string): string {
  const ofOwner = fieldPlaces.get(owner) ?? new Map<string, string>();
  fieldPlaces.set(owner, ofOwner);
  const place = ofOwner.get(field) ?? `field ${owner}.${field}`;
  ofOwner.set(field, place);
  return place;
}

export function globalPlace(id: string): string {
  return `variable ${id}`;
}

const elementPlaces = new WeakMap<HirType, string>();

/** Containers of one type hold what one of them does. */
export function elementPlace(container: HirType): string {
  const place = elementPlaces.get(container) ?? `element ${hirTypeText(presentType(container))}`;
  elementPlaces.set(container, place);
  return place;
}

/** What becomes the callee's parameters, in their order; null for the object that `new` makes. */
export function argumentsOf(op: Operation): readonly (Expression | null)[] {
  switch (op.kind) {
    case "new":
      return [null, ...op.arguments];
    case "callVirtual":
    case "callInterface":
      return [op.receiver, ...op.arguments];
    case "call":
    case "callClosure":
      return op.arguments;
    default:
      return [];
  }
}
