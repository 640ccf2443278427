/**
 * Fields that a method reads before the constructor has set them, because the constructor calls it. JavaScript gives `undefined` there,
 * whatever the field's type says; C finds zero. Followed are calls of the new object's own methods and accessors, and what these call of it
 * in turn; not who else is given the object, nor function values.
 */
import type { Block, ClassId, Expression, HirFunction, Local, Operation, Place, Statement } from "../hir/nodes.js";
import { innerBlocks, isOperation, operationInputs, statementValue, targetInputs, walkExpression } from "../hir/walk.js";
import type { Analysis } from "./analyse.js";
import { calleesOf } from "./callees.js";
import type { Finding } from "./diagnose.js";
import type { ProgramIndex } from "./program-index.js";

type FieldRead = Extract<Expression, { kind: "field" }>;

/** `Class.field`, of the class that declares it. */
type FieldKey = string;

function keyOf({ class: owner, field }: { readonly class: ClassId; readonly field: string }): FieldKey {
  return `${owner}.${field}`;
}

export function findEarlyReads({ index, reachable }: Analysis): readonly Finding[] {
  return [...reachable.functions].filter(isConstructor).flatMap((f) => new ConstructorCheck(f, index).findings());
}

function isConstructor(f: HirFunction): boolean {
  return /\bconstructor$/.test(f.name);
}

/** `this` of a method or constructor. */
function selfOf(f: HirFunction): Local | null {
  const [first] = f.parameters;
  return first?.name === "self" && first.type.kind === "object" ? first : null;
}

function isSelf(e: Expression | undefined, self: Local): boolean {
  if (e?.kind === "cast") return isSelf(e.value, self);
  return e?.kind === "local" && e.local === self;
}

/** What the operation calls of the object `self` itself: constructors are looked at by themselves. */
function ownCallees(op: Operation, self: Local, index: ProgramIndex): readonly HirFunction[] {
  if (!isSelf(receiverOf(op), self)) return [];
  return calleesOf(op, index, () => []).filter((f) => selfOf(f) !== null && !isConstructor(f));
}

function receiverOf(op: Operation): Expression | undefined {
  if (op.kind === "callVirtual" || op.kind === "callInterface") return op.receiver;
  return op.kind === "call" ? op.arguments[0] : undefined;
}

/** Goes through a constructor, and what it calls of its object, in the order in which it runs. */
class ConstructorCheck {
  private readonly found: Finding[] = [];
  private readonly entered = new Set<HirFunction>();
  /** Where the constructor calls what is being looked at; null within the constructor itself. */
  private calledAt: Place | null = null;

  constructor(
    private readonly constructor_: HirFunction,
    private readonly index: ProgramIndex,
  ) {}

  /** The first one. */
  findings(): readonly Finding[] {
    this.enter(this.constructor_, new Set());
    return this.found.slice(0, 1);
  }

  /** @param set fields of the object that are set for certain; those that `f` sets for certain are added */
  private enter(f: HirFunction, set: Set<FieldKey>): void {
    const self = selfOf(f);
    if (self === null || this.entered.has(f)) return;
    this.entered.add(f);
    this.walk(f.body, { f, self }, set);
  }

  private walk(block: Block, method: Method, set: Set<FieldKey>): void {
    for (const s of block) this.statement(s, method, set);
  }

  private statement(s: Statement, method: Method, set: Set<FieldKey>): void {
    if (s.kind === "assign") for (const input of targetInputs(s.target)) this.expression(input, method, set);
    const value = statementValue(s);
    if (value !== null && isOperation(value)) this.operation(value, method, set);
    else if (value !== null) this.expression(value, method, set);
    if (s.kind === "assign" && s.target.kind === "field" && isSelf(s.target.object, method.self)) set.add(keyOf(s.target));
    if (s.kind === "block" && s.label === null) this.walk(s.body, method, set);
    else this.branches(s, method, set);
  }

  /** What both branches of an `if` set is set; of other statements nothing is known. */
  private branches(s: Statement, method: Method, set: Set<FieldKey>): void {
    const after = innerBlocks(s).map((inner) => {
      const within = new Set(set);
      this.walk(inner, method, within);
      return within;
    });
    const [then, otherwise] = after;
    if (s.kind !== "if" || s.else === null || then === undefined) return;
    for (const key of then) if (otherwise?.has(key) === true) set.add(key);
  }

  private operation(op: Operation, method: Method, set: Set<FieldKey>): void {
    for (const input of operationInputs(op)) this.expression(input, method, set);
    const callees = ownCallees(op, method.self, this.index);
    const outermost = this.calledAt;
    this.calledAt ??= op.at;
    for (const callee of callees) this.enter(callee, callees.length === 1 ? set : new Set(set));
    this.calledAt = outermost;
  }

  private expression(whole: Expression, { f, self }: Method, set: ReadonlySet<FieldKey>): void {
    walkExpression(whole, (e) => {
      if (e.kind !== "field" || !isSelf(e.object, self) || set.has(keyOf(e)) || !this.isUnset(e)) return;
      this.found.push({ page: "early-read", at: this.calledAt ?? e.at, values: { method: f.name, field: e.field } });
    });
  }

  /** A field of this class, or of one below it. Those of classes above it are set; what may be missing is missing in C as well. */
  private isUnset({ class: owner, field }: FieldRead): boolean {
    if (this.index.class(owner).nativeStruct !== null || this.index.findField(owner, field)?.field.type.kind === "optional") return false;
    const own = selfOf(this.constructor_)?.type;
    return own?.kind === "object" && this.index.lineage(owner).some((c) => c.id === own.class);
  }
}

interface Method {
  readonly f: HirFunction;
  readonly self: Local;
}
