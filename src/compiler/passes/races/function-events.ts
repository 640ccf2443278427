/**
 * Walks over a function and tells what it touches and calls, with what is known there: which objects nobody else has yet (they are young
 * until they are stored, returned through C, or captured by what outlives the block), and which locks are held.
 */
import type { Block, Expression, HirFunction, Local, Operation, Place, Statement, Target, Value } from "../../hir/nodes.js";
import { presentType } from "../../hir/type-text.js";
import { innerBlocks, isOperation, operands, operationInputs, targetInputs } from "../../hir/walk.js";
import type { Base, Event, Held } from "./events.js";
import { isHeld, outside, type Retentions } from "./retention.js";
import type { FieldFacts } from "./field-facts.js";
import { argumentsOf, fieldPlace, globalPlace, isContainer, type ValueFlow } from "./value-flow.js";

/** Builtins that change their first argument. */
const changing: ReadonlySet<string> = new Set([
  ...["array_push", "array_pop", "array_set_length", "array_move_tail", "bytes_set", "bytes_fill"],
  ...["map_set", "map_delete", "map_clear", "set_add", "set_delete", "set_clear"],
]);

interface State {
  young: Set<Local>;
  held: readonly Held[];
  /** Control does not come here. */
  ended: boolean;
}

export interface EventContext {
  readonly flow: ValueFlow;
  readonly retentions: Retentions;
  readonly facts: FieldFacts;
  /** Functions whose result nobody else has. */
  readonly fresh: ReadonlySet<HirFunction>;
  /** Functions that give back one of their parameters, by its number: `return this`. */
  readonly passing: ReadonlyMap<HirFunction, number>;
}

const other: Base = { root: "other" };
const young: Base = { root: "young" };
const kept: Base = { root: "kept" };

export class FunctionEvents {
  readonly events: Event[] = [];
  /** Every value that it returns was made by it and is nobody else's. */
  returnsFresh = true;
  /** The parameters that it returns; -1 for what is none. */
  readonly returned = new Set<number>();
  private readonly parameters: ReadonlyMap<Local, number>;
  private readonly aliases = new Map<Local, Expression>();
  private readonly groups = new Map<Local, Set<Local>>();
  private muted = 0;
  private state: State = { young: new Set(), held: [], ended: false };

  constructor(
    private readonly f: HirFunction,
    private readonly context: EventContext,
  ) {
    this.parameters = new Map([...f.parameters, ...f.captures].map((local, n) => [local, n]));
    this.scan(f.body);
    if (!isHeld(f.result)) this.returnsFresh = false;
  }

  private scan(block: Block): void {
    for (const s of block) this.scanStatement(s);
  }

  private scanStatement(s: Statement): void {
    switch (s.kind) {
      case "let":
        return s.value === null ? undefined : this.scanLet(s.local, s.value);
      case "assign":
        return this.scanAssign(s.target, s.value, s.at);
      case "do":
        return this.scanValue(s.value, null);
      case "return":
        if (s.value !== null) this.scanReturn(s.value);
        this.state.ended = true;
        return;
      case "throw":
        this.read(s.value);
        this.state.ended = true;
        return;
      case "loop":
        return this.scanLoop(s);
      case "if":
      case "switch":
        this.read(s.kind === "if" ? s.test : s.value);
        return this.scanBranches(s.kind === "if" && s.else === null ? [s.then, []] : innerBlocks(s));
      case "block":
        return this.scan(s.body);
      case "try":
        return this.scanTry(s);
      case "break":
      case "continue":
        /* What holds here holds after the loop; locks are given back before. */
        return;
      case "unreachable":
        this.state.ended = true;
    }
  }

  private scanLoop(s: Extract<Statement, { kind: "loop" }>): void {
    const turn = (): void => {
      this.read(s.test);
      this.scan(s.body);
      this.state.ended = false;
      this.scan(s.update);
    };
    const before = this.state.held;
    this.muted++;
    turn();
    this.muted--;
    this.state.held = intersection(before, this.state.held);
    turn();
    this.state.held = intersection(before, this.state.held);
  }

  private scanBranches(blocks: readonly Block[]): void {
    const before = this.state;
    const after = blocks.map((block) => {
      this.state = { young: new Set(before.young), held: before.held, ended: false };
      this.scan(block);
      return this.state;
    });
    const going = after.filter((state) => !state.ended);
    const [first, ...others] = going.length > 0 ? going : after;
    if (first === undefined) return;
    this.state = first;
    for (const state of others) {
      this.state.young = new Set([...this.state.young].filter((local) => state.young.has(local)));
      this.state.held = intersection(this.state.held, state.held);
    }
    this.state.ended = going.length === 0;
  }

  private scanTry(s: Extract<Statement, { kind: "try" }>): void {
    const { held } = this.state;
    this.scan(s.body);
    const after = this.state;
    if (s.catch !== null) {
      this.state = { young: new Set(after.young), held, ended: false };
      this.scan(s.catch.body);
      if (this.state.ended) this.state = after;
    }
    const { ended } = this.state;
    if (s.finally !== null) this.scan(s.finally);
    this.state.ended ||= ended;
  }

  private scanLet(local: Local, value: Value): void {
    this.scanValue(value, local);
    const same = isOperation(value) ? this.passedThrough(value) : value;
    if (same === null) return;
    if (!local.mutable) this.aliases.set(local, same);
    const source = this.youngLocal(same);
    if (source !== null) this.becomeYoung(local, [source]);
  }

  /** The argument that the call gives back. */
  private passedThrough(op: Operation): Expression | null {
    const numbers = this.context.flow.callees(op).map((callee) => this.context.passing.get(callee));
    const [n] = numbers;
    if (op.kind === "new" || n === undefined || numbers.some((each) => each !== n)) return null;
    return argumentsOf(op)[n] ?? null;
  }

  private scanReturn(value: Value): void {
    this.scanValue(value, null);
    const isNew = isOperation(value)
      ? this.isFresh(value)
      : this.youngLocal(value) !== null || !isHeld(value.type) || value.kind === "null";
    if (!isNew) this.returnsFresh = false;
    const n = !isOperation(value) && value.kind === "local" ? this.parameters.get(value.local) : undefined;
    this.returned.add(n ?? -1);
  }

  private scanAssign(target: Target, value: Value, at: Place): void {
    this.scanValue(value, target.kind === "local" ? target.local : null);
    for (const input of targetInputs(target)) this.read(input);
    this.write(target, at);
    const inputs = isOperation(value) ? (this.isFresh(value) ? operationInputs(value) : []) : [value];
    const owner = target.kind === "local" ? target.local : this.youngOwner(target);
    for (const source of this.youngLocals(inputs)) this.join(source, owner);
  }

  private write(target: Target, at: Place): void {
    switch (target.kind) {
      case "local":
        return;
      case "global":
        return this.touch({ place: globalPlace(target.global.id), base: other, path: null }, true, at);
      case "field":
        return this.touchField(fieldPlace(target.class, target.field), target.object, true, at);
      case "interfaceField":
        for (const place of this.context.flow.interfaceFieldPlaces(target.interface, target.field))
          this.touchField(place, target.object, true, at);
        return;
      case "index":
        return this.touchContainer(target.of, true, at);
      case "cell":
        return this.touchContainer(target.cell, true, at);
    }
  }

  private touchField(place: string, object: Expression, write: boolean, at: Place): void {
    const path = this.context.facts.tagsOf(place)?.guard == null ? null : this.pathOf(object);
    this.touch({ place, base: this.baseOf(object), path }, write, at);
  }

  private touchContainer(of: Expression, write: boolean, at: Place): void {
    const base = this.baseOf(of);
    if (base.root === "young") return;
    const containers = this.muted > 0 ? [] : [...this.context.flow.thingsAt(of)];
    this.emit({ kind: "touch", place: null, containers, write, base, path: null, at, held: this.state.held, later: null });
  }

  private touch(what: { readonly place: string; readonly base: Base; readonly path: string | null }, write: boolean, at: Place): void {
    this.emit({ kind: "touch", containers: [], write, at, held: this.state.held, later: null, ...what });
  }

  private emit(event: Event): void {
    if (this.muted === 0) this.events.push(event);
  }

  private scanValue(value: Value, holder: Local | null): void {
    if (!isOperation(value)) return this.read(value);
    for (const input of operationInputs(value)) this.read(input);
    this.scanOperation(value);
    if (holder !== null && this.isFresh(value)) this.becomeYoung(holder, this.youngLocals(this.keptInputs(value)));
  }

  private read(e: Expression): void {
    switch (e.kind) {
      case "global":
        this.touch({ place: globalPlace(e.global.id), base: other, path: null }, false, e.at);
        break;
      case "field":
        if (this.context.facts.changes(e.class, e.field)) this.touchField(fieldPlace(e.class, e.field), e.object, false, e.at);
        break;
      case "interfaceField":
        for (const place of this.context.flow.interfaceFieldPlaces(e.interface, e.field)) this.touchField(place, e.object, false, e.at);
        break;
      case "index":
      case "length":
        if (isContainer(e.of.type)) this.touchContainer(e.of, false, e.at);
        break;
      case "cellGet":
        this.touchContainer(e.cell, false, e.at);
        break;
      case "local":
        this.touchAgain(e);
        break;
      default:
    }
    for (const operand of operands(e)) this.read(operand);
  }

  /** A local that holds what a guarded field held: whoever uses it must still have the lock. */
  private touchAgain(e: Extract<Expression, { kind: "local" }>): void {
    let source = this.resolved(e);
    while (isHeld(e.type) && source !== e) {
      const place =
        source.kind === "field" ? fieldPlace(source.class, source.field) : source.kind === "global" ? globalPlace(source.global.id) : "";
      if (this.context.facts.tagsOf(place)?.guard != null) {
        const object = source.kind === "field" ? source.object : null;
        const what = { place, base: object === null ? other : this.baseOf(object), path: object === null ? null : this.pathOf(object) };
        return this.emit({ kind: "touch", containers: [], write: false, at: e.at, held: this.state.held, later: e.type, ...what });
      }
      const inner = operands(source)[0];
      if (inner === undefined) return;
      source = this.resolved(inner);
    }
  }

  private scanOperation(op: Operation): void {
    if (op.kind === "callNative") return this.scanNative(op);
    if (op.kind === "builtin") {
      const [container, ...others] = op.arguments;
      if (container === undefined || !isContainer(container.type)) return;
      this.touchContainer(container, changing.has(op.name), op.at);
      for (const source of this.youngLocals(others)) this.join(source, this.youngLocal(container));
    } else if (op.kind === "closure") {
      const parameters = op.function.parameters.map(() => null);
      this.emitCall(op, [op.function], [...parameters, ...op.captures]);
    } else {
      this.scanCall(op);
    }
  }

  private scanNative(op: Extract<Operation, { kind: "callNative" }>): void {
    const [receiver] = op.arguments;
    if (op.native.locking !== null && receiver !== undefined) return this.lock(op.native.locking, receiver);
    for (const source of this.youngLocals(this.context.flow.handedOut(op))) this.publish(source);
  }

  private lock(action: "acquire" | "release", receiver: Expression): void {
    const held: Held = { path: this.pathOf(receiver), key: this.lockKey(receiver) };
    if (action === "acquire") this.state.held = [...this.state.held, held];
    else this.state.held = this.state.held.filter((each) => each.key !== held.key || each.path !== held.path);
  }

  /** The place that has the lock. */
  private lockKey(receiver: Expression): string {
    const e = this.resolved(receiver);
    if (e.kind === "field") return fieldPlace(e.class, e.field);
    if (e.kind === "global") return globalPlace(e.global.id);
    return "";
  }

  private scanCall(op: Operation): void {
    const callees = this.context.flow.callees(op);
    const args = argumentsOf(op);
    if (callees.length > 0) this.emitCall(op, callees, args);
    if (!args.some((argument) => argument !== null && this.youngLocal(argument) !== null)) return;
    for (const callee of callees) this.applyRetention(callee, args, op);
  }

  private emitCall(op: Operation, callees: readonly HirFunction[], given: readonly (Expression | null)[]): void {
    if (this.muted > 0) return;
    const made = op.kind === "new" ? young : null;
    const bases = given.map((e) => (e === null ? made : this.baseOf(e)));
    this.emit({ kind: "call", callees, bases, given, op, held: this.state.held });
  }

  private applyRetention(callee: HirFunction, args: readonly (Expression | null)[], op: Operation): void {
    for (const [from, targets] of this.context.retentions.of(callee).stored) {
      const argument = args[from];
      const source = argument == null ? null : this.youngLocal(argument);
      if (source === null) continue;
      for (const to of targets.keys()) {
        if (op.kind === "new" && to === 0) continue;
        const owner = to === outside ? null : args[to];
        this.join(source, owner == null ? null : this.youngLocal(owner));
      }
    }
  }

  /** Inputs that the new object holds. */
  private keptInputs(op: Operation): readonly Expression[] {
    return operationInputs(op).filter((e) => isHeld(e.type));
  }

  private isFresh(op: Operation): boolean {
    if (!isHeld(op.type)) return false;
    switch (op.kind) {
      case "new":
      case "record":
      case "arrayLiteral":
      case "closure":
      case "newCell":
      case "box":
        return true;
      case "builtin":
        return isContainer(op.type) || presentType(op.type).kind === "weak";
      case "call":
      case "callVirtual":
      case "callInterface":
      case "callClosure": {
        const callees = this.context.flow.callees(op);
        return callees.length > 0 && callees.every((callee) => this.context.fresh.has(callee));
      }
      case "callNative":
        return false;
    }
  }

  private becomeYoung(local: Local, parts: readonly Local[]): void {
    this.state.young.add(local);
    for (const part of parts) this.join(part, local);
  }

  /** From now on who has `owner` has `part` as well; null: everybody. */
  private join(part: Local, owner: Local | null): void {
    if (owner === null || !this.state.young.has(owner)) return this.publish(part);
    const all = new Set([...this.groupOf(part), ...this.groupOf(owner)]);
    for (const local of all) this.groups.set(local, all);
  }

  private groupOf(local: Local): ReadonlySet<Local> {
    return this.groups.get(local) ?? new Set([local]);
  }

  private publish(local: Local): void {
    for (const each of this.groupOf(local)) this.state.young.delete(each);
  }

  private youngOwner(target: Target): Local | null {
    const [base] = targetInputs(target);
    return base === undefined ? null : this.youngLocal(base);
  }

  private youngLocals(inputs: readonly Expression[]): Local[] {
    return inputs.map((e) => this.youngLocal(e)).filter((local) => local !== null);
  }

  /** The young local that `e` names, or whose part it names. */
  private youngLocal(e: Expression): Local | null {
    switch (e.kind) {
      case "local":
        return this.state.young.has(e.local) ? e.local : null;
      case "field":
        return this.context.facts.isPart(e.class, e.field) ? this.youngLocal(e.object) : null;
      case "wrap":
      case "unwrap":
      case "cast":
      case "unbox":
        return this.youngLocal(e.value);
      default:
        return null;
    }
  }

  private baseOf(e: Expression): Base {
    switch (e.kind) {
      case "local":
        return this.baseOfLocal(e.local);
      case "field":
        if (this.context.facts.isKept(e.class, e.field)) return this.baseOf(e.object).root === "young" ? young : kept;
        return this.context.facts.isPart(e.class, e.field) ? this.baseOf(e.object) : other;
      case "global":
        return this.context.facts.isKeptPlace(globalPlace(e.global.id)) ? kept : other;
      case "wrap":
      case "unwrap":
      case "cast":
      case "unbox":
        return this.baseOf(e.value);
      default:
        return other;
    }
  }

  private baseOfLocal(local: Local): Base {
    if (this.state.young.has(local)) return young;
    const n = this.parameters.get(local);
    if (n !== undefined) return local.mutable ? other : { root: "parameter", n };
    const alias = this.aliases.get(local);
    return alias === undefined ? other : this.baseOf(alias);
  }

  private resolved(e: Expression): Expression {
    const alias = e.kind === "local" ? this.aliases.get(e.local) : undefined;
    return alias === undefined ? e : this.resolved(alias);
  }

  /** A name that means the same object throughout the function; null where there is none. */
  pathOf(e: Expression): string | null {
    switch (e.kind) {
      case "local": {
        const alias = this.aliases.get(e.local);
        if (alias !== undefined) return this.pathOf(alias) ?? `%${e.local.id}`;
        return e.local.mutable ? null : `%${e.local.id}`;
      }
      case "global":
        return e.global.mutable ? null : e.global.id;
      case "field": {
        const object = this.pathOf(e.object);
        return object === null ? null : `${object}.${e.field}`;
      }
      case "wrap":
      case "unwrap":
      case "cast":
      case "unbox":
        return this.pathOf(e.value);
      default:
        return null;
    }
  }
}

function intersection(a: readonly Held[], b: readonly Held[]): readonly Held[] {
  return a === b ? a : a.filter((each) => b.some((held) => held.key === each.key && held.path === each.path));
}
