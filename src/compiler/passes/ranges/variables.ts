/** Which integers of a function are followed: its locals, the lengths of its arrays, strings and bytes, and the elements of its own arrays. */
import type { Expression, HirFunction, HirType, Local, Operation, Statement, Value } from "../../hir/nodes.js";
import { perFunction } from "../../hir/per-function.js";
import { isOperation, operands, operationInputs, statementValue, targetInputs, walkFunction } from "../../hir/walk.js";
import { ZoneShape } from "./zone.js";

/** More variables than that cost too much time, and hardly any function has them. */
const most = 48;

export interface TrackedArray {
  /** Variable of its length. */
  readonly length: number;
  /** Summary variable of its elements: where they are integers and the array is seen by nobody else. */
  readonly elements: number | null;
  /** No other name leads to it, so only what names it changes it. */
  readonly own: boolean;
  /** A `let` of this function makes it: it is no other such array, whoever knows it. */
  readonly made: boolean;
}

/** The numbers are those of variables of `shape`. */
export interface Variables {
  readonly shape: ZoneShape;
  readonly integers: ReadonlyMap<Local, number>;
  readonly arrays: ReadonlyMap<Local, TrackedArray>;
}

/** Integers whose values are exact in a zone: 64-bit ones are not. */
export function isFollowed(type: HirType): boolean {
  return type.kind === "number" || (type.kind === "int" && type.bits < 64);
}

export function hasLength(type: HirType): boolean {
  return type.kind === "array" || type.kind === "bytes" || type.kind === "string";
}

/** Lengths are 32 bits in C. */
export const greatestLength = 0xffff_ffff;

/** Strings end at RT_STRING_MAX_BYTES of runtime-c/lang/rt_internal.h. */
export function greatestLengthOf(type: HirType): number {
  return type.kind === "string" ? 0x3fff_ffff : greatestLength;
}

/** Null: the function is too large. */
export const variablesOf = perFunction((f): Variables | null => {
  const { locals, made } = localsOf(f);
  const assigned = assignedLocals(f);
  const own = made.size === 0 ? made : ownArrays(f, made);
  const lengthOf: (number | null)[] = [null];
  const add = (length: number | null): number => lengthOf.push(length) - 1;
  const integers = new Map<Local, number>();
  const arrays = new Map<Local, TrackedArray>();
  for (const local of locals) {
    if (isFollowed(local.type)) integers.set(local, add(null));
    if (!hasLength(local.type) || assigned.has(local)) continue;
    const isOwn = own.has(local);
    const length = add(null);
    const elements = isOwn && local.type.kind === "array" && isFollowed(local.type.element) ? add(length) : null;
    arrays.set(local, { length, elements, own: isOwn, made: made.has(local) });
  }
  return lengthOf.length > most ? null : { shape: new ZoneShape(lengthOf), integers, arrays };
});

/** All locals, and those that a `let` gives a new array. */
function localsOf(f: HirFunction): { readonly locals: ReadonlySet<Local>; readonly made: ReadonlySet<Local> } {
  const locals = new Set<Local>([...f.parameters, ...f.captures]);
  const made = new Set<Local>();
  walkFunction(f, {
    statement: (s) => {
      if (s.kind !== "let") return;
      locals.add(s.local);
      if (s.value !== null && isOperation(s.value) && makesArray(s.value)) made.add(s.local);
    },
  });
  return { locals, made };
}

/** Assigned after its declaration, or declared without a value. */
export const assignedLocals = perFunction((f): ReadonlySet<Local> => {
  const found = new Set<Local>();
  walkFunction(f, {
    statement: (s) => {
      if (s.kind === "assign" && s.target.kind === "local") found.add(s.target.local);
      /* Declared first, given its value later. */
      if (s.kind === "let" && s.value === null) found.add(s.local);
    },
  });
  return found;
});

/** Those of the arrays made here that nobody else knows: merely indexed, measured and changed. */
function ownArrays(f: HirFunction, made: ReadonlySet<Local>): ReadonlySet<Local> {
  const shared = new Set<Local>();
  const note = (e: Expression): void => {
    if (e.kind === "local") shared.add(e.local);
    if (e.kind === "index" || e.kind === "length") {
      noteInside(e.of);
      if (e.kind === "index") note(e.index);
    } else {
      operands(e).forEach(note);
    }
  };
  /** An array that is merely looked into. */
  const noteInside = (e: Expression): void => (e.kind === "local" ? undefined : note(e));
  const noteValue = (value: Value): void => {
    if (!isOperation(value)) return note(value);
    const [first, ...rest] = operationInputs(value);
    if (first !== undefined) (changesFirst(value) ? noteInside : note)(first);
    rest.forEach(note);
  };
  const visit = (s: Statement): void => {
    if (s.kind === "let" && (s.value === null || !isOperation(s.value) || !makesArray(s.value))) shared.add(s.local);
    if (s.kind === "assign") {
      const [first, ...rest] = targetInputs(s.target);
      if (first !== undefined) (s.target.kind === "index" ? noteInside : note)(first);
      rest.forEach(note);
    }
    const value = statementValue(s);
    if (value === null || (s.kind === "return" && value.kind === "local")) return;
    noteValue(value);
  };
  walkFunction(f, { statement: visit });
  return new Set([...made].filter((local) => !shared.has(local)));
}

/** Operations that work on their first argument without keeping it. */
function changesFirst(op: Operation): boolean {
  return op.kind === "builtin" && (op.name in lengthChanges || op.name === "array_slice");
}

function makesArray(op: Operation): boolean {
  return op.kind === "arrayLiteral" || (op.kind === "builtin" && op.name === "array_new");
}

/** Builtins that change the length of their first argument, and whether it can only grow. */
export const lengthChanges: Readonly<Record<string, { readonly grows: boolean }>> = {
  array_push: { grows: true },
  array_pop: { grows: false },
  array_set_length: { grows: false },
  array_move_tail: { grows: false },
};
