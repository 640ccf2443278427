/** The runtime's operations, one row each: how the arguments are written and how the result comes. */
import type { BuiltinName } from "../hir/builtins.js";
import type { Expression, HirType, Operation } from "../hir/nodes.js";
import { mathFunctions } from "../hir/math.js";
import { hirTypeText, presentType } from "../hir/type-text.js";
import { emitArguments, emitUnkept } from "./arguments.js";
import type { OperationCode } from "./results.js";
import type { PreparedOperation } from "./operations.js";
import { cType, elementOf, isOptionalScalar } from "./types.js";
import type { FunctionWriter } from "./writer.js";

type BuiltinCall = Extract<Operation, { kind: "builtin" }>;

interface Row {
  /** The C function. */
  readonly c: string;
  /** How each argument is passed: as it is, or the address of a copy of an element, key or value; `place` is the trap's place. */
  readonly pass: readonly Pass[];
  readonly result: "value" | "nullable" | "status" | "out";
  /** It may let go of objects that hold the arguments: they are kept alive meanwhile. */
  readonly releases?: boolean;
}

type Pass =
  | "as is"
  | "element"
  | "key"
  | "mapValue"
  | "unsigned"
  | "place"
  | "resultElement"
  | "elementKind"
  | "resultKey"
  | "resultValue"
  | "noValue";

function row(c: string, result: Row["result"], pass: readonly Pass[] = ["as is", "as is", "as is", "as is"]): Row {
  return { c, result, pass };
}

function releasing(plain: Row): Row {
  return { ...plain, releases: true };
}

const rows: Readonly<Record<Exclude<BuiltinName, "string_concat">, Row>> = {
  array_new: row("rt_array_new", "nullable", ["resultElement"]),
  array_push: row("rt_array_append", "status", ["as is", "element", "elementKind"]),
  array_pop: row("rt_array_pop", "out"),
  array_set_length: releasing(row("rt_array_set_length", "status")),
  array_slice: row("rt_array_slice", "nullable"),
  array_move_tail: releasing(row("rt_array_move_tail", "status")),

  string_code_unit_at: row("rt_string_code_unit_at", "value", ["as is", "as is", "place"]),
  string_code_point_at: row("rt_string_code_point_at", "value", ["as is", "as is", "place"]),
  string_slice: row("rt_string_slice", "nullable"),
  string_index_of: row("rt_string_index_of", "value"),
  string_last_index_of: row("rt_string_last_index_of", "value"),
  string_from_code_unit: row("rt_string_from_code_unit", "nullable"),
  string_from_code_point: row("rt_string_from_code_point", "nullable"),
  string_from_signed: row("rt_string_from_signed", "nullable"),
  string_from_unsigned: row("rt_string_from_unsigned", "nullable"),
  string_from_double: row("rt_string_from_double", "nullable"),
  string_from_bool: row("rt_string_from_bool", "value"),
  string_to_utf8: row("rt_string_to_utf8", "nullable"),
  string_from_utf8: row("rt_string_from_utf8", "nullable"),
  string_join: row("rt_string_join", "nullable"),

  map_new: row("rt_map_new", "nullable", ["resultKey", "resultValue"]),
  map_get: row("rt_map_get", "out", ["as is", "key"]),
  map_has: row("rt_map_has", "value", ["as is", "key"]),
  map_set: releasing(row("rt_map_set", "status", ["as is", "key", "mapValue"])),
  map_delete: releasing(row("rt_map_delete", "value", ["as is", "key"])),
  map_clear: releasing(row("rt_map_clear", "value")),
  map_next: row("rt_map_next", "value"),
  map_key_at: row("rt_map_key_at", "out"),
  map_value_at: row("rt_map_value_at", "out"),
  set_new: row("rt_map_new", "nullable", ["resultElement", "noValue"]),
  set_has: row("rt_map_has", "value", ["as is", "element"]),
  set_add: row("rt_map_set", "status", ["as is", "element", "noValue"]),
  set_delete: releasing(row("rt_map_delete", "value", ["as is", "element"])),
  set_clear: releasing(row("rt_map_clear", "value")),
  set_next: row("rt_map_next", "value"),
  set_value_at: row("rt_map_key_at", "out"),

  bytes_new: row("rt_bytes_new", "nullable", ["resultElement", "as is"]),
  bytes_subarray: row("rt_bytes_subarray", "nullable"),
  bytes_slice: row("rt_bytes_slice", "nullable"),
  bytes_over: row("rt_bytes_over", "nullable", ["resultElement", "as is", "as is", "as is", "place"]),
  bytes_buffer: row("rt_bytes_buffer", "nullable"),
  bytes_offset: row("rt_bytes_offset", "value"),
  bytes_set: row("rt_bytes_set", "value", ["as is", "as is", "as is", "place"]),
  bytes_fill: row("rt_bytes_fill", "value", ["as is", "unsigned", "as is", "as is"]),

  weak_new: row("rt_weak_new", "nullable"),
  weak_deref: row("rt_weak_deref", "value"),
};

function isRow(name: string): name is keyof typeof rows {
  return name in rows;
}

export function emitBuiltin(op: BuiltinCall, w: FunctionWriter): PreparedOperation {
  const { name } = op;
  if (name === "string_concat") return emitConcat(op, w);
  if (!isRow(name)) throw new Error(`no builtin ${name}`);
  const row = rows[name];
  const types = argumentTypes(row, op);
  const { texts, temporaries } = (row.releases === true ? emitArguments : emitUnkept)(op.arguments, types, w);
  const args = passed(row, op, texts, types, w);
  const found = foundEntry(op, args, w);
  if (found === null) return { code: resultCode(row, op, args), temporaries };
  return { code: foundCode(op, args, found), temporaries };
}

/** Name of the entry that this or an earlier lookup of the key has found; null where there is one lookup. */
function foundEntry(op: BuiltinCall, [map, key]: readonly string[], w: FunctionWriter): string | null {
  const first = w.plan.mapLookups.get(op);
  if (first === undefined) return null;
  if (first !== op) return w.foundEntries.get(first) ?? null;
  const name = w.unique("found");
  w.foundEntries.set(op, name);
  w.line(`void *${name} = rt_map_find(${map}, ${key});`);
  return name;
}

function foundCode(op: BuiltinCall, args: readonly string[], found: string): OperationCode {
  const [map = "", key = "", value = ""] = args;
  const kind = elementOf(containedIn(op));
  switch (op.name) {
    case "map_has":
      return { how: "value", type: op.type, text: `(${found} != NULL)` };
    case "map_get":
      return resultCode(row("rt_map_get_found", "out"), op, [map, found], [kind]);
    default:
      return resultCode(row("rt_map_set_found", "status"), op, [map, found, key, value, kind]);
  }
}

/** The types in which the C function sees the arguments: elements, keys and values have the container's. */
function argumentTypes(row: Row, op: BuiltinCall): readonly HirType[] {
  const container = op.arguments[0]?.type;
  return op.arguments.map((argument, i) => {
    const pass = row.pass[i];
    if (container?.kind === "array" && pass === "element") return container.element;
    if (container?.kind === "set" && pass === "element") return container.element;
    if (container?.kind === "map" && pass === "key") return container.key;
    if (container?.kind === "map" && pass === "mapValue") return container.value;
    return argument.type;
  });
}

function passed(row: Row, op: BuiltinCall, texts: readonly string[], types: readonly HirType[], w: FunctionWriter): readonly string[] {
  const pending = texts.map((text, i) => ({ text, type: types[i] ?? op.type }));
  const args: string[] = [];
  for (const pass of row.pass) {
    const implied = impliedArgument(pass, op, w);
    if (implied !== null) {
      args.push(implied);
      continue;
    }
    const next = pending.shift();
    if (next === undefined) break;
    args.push(passedAs(pass, isKey(pass, op) ? keyText(next.text, next.type) : next.text, next.type));
  }
  return args;
}

/** Arguments that TypeScript does not write. */
function impliedArgument(pass: Pass, op: BuiltinCall, w: FunctionWriter): string | null {
  const result = op.type;
  switch (pass) {
    case "place":
      return w.place(op.at);
    case "resultElement":
      if (result.kind === "array" || result.kind === "set" || result.kind === "bytes") return elementOf(result.element);
      throw new Error(`${op.name} gives ${hirTypeText(result)}`);
    case "elementKind":
      return elementOf(containedIn(op));
    case "resultKey":
    case "resultValue":
      if (result.kind !== "map") throw new Error(`${op.name} gives ${hirTypeText(result)}`);
      return elementOf(pass === "resultKey" ? result.key : result.value);
    case "noValue":
      return op.name === "set_new" ? "(struct rt_element){ 0, 0 }" : "NULL";
    default:
      return null;
  }
}

/** What the array or map that the operation works on holds. */
function containedIn(op: BuiltinCall): HirType {
  const container = op.arguments[0]?.type;
  if (container?.kind === "array") return container.element;
  if (container?.kind === "map") return container.value;
  throw new Error(`${op.name} on what is neither array nor map`);
}

/** The argument is looked up in a map or set. */
function isKey(pass: Pass, op: BuiltinCall): boolean {
  return pass === "key" || (pass === "element" && op.arguments[0]?.type.kind === "set");
}

/** Keys are compared by their bits, so equal doubles must have equal ones. */
function keyText(text: string, type: HirType): string {
  if (type.kind === "f64") return `${mathFunctions.key.c}(${text})`;
  return isOptionalScalar(type) && presentType(type).kind === "f64" ? `rt_math_optional_key(${text})` : text;
}

function passedAs(pass: Pass, text: string, type: HirType): string {
  /* An array of one: in the braces of a struct its first member would stand. */
  if (pass === "element" || pass === "key" || pass === "mapValue") return `(${cType(type)}[]){ ${text} }`;
  return pass === "unsigned" ? `(uint64_t)${/^\w+$/.test(text) ? text : `(${text})`}` : text;
}

/** @param last arguments after the address of the result */
function resultCode(row: Row, op: BuiltinCall, args: readonly string[], last: readonly string[] = []): OperationCode {
  const invoke = (...more: readonly string[]): string => `${row.c}(${[...args, ...more, ...last].join(", ")})`;
  const type = op.type;
  switch (row.result) {
    case "value":
      return { how: "value", type, text: invoke() };
    case "nullable":
      return { how: "nullable", type, text: invoke() };
    case "status":
      return { how: "status", type, fails: true, text: () => invoke() };
    case "out":
      return outCode(row, op, invoke);
  }
}

/** The function writes the value through a pointer, and where one can be missing says whether it did. */
function outCode(row: Row, op: BuiltinCall, invoke: (...more: readonly string[]) => string): OperationCode {
  const type = op.type;
  const certain = row.c === "rt_map_key_at" || row.c === "rt_map_value_at";
  if (certain || !isOptionalScalar(type) || holdsOptionals(op.arguments[0])) {
    return { how: "status", type, fails: false, text: (address) => invoke(address ?? "NULL") };
  }
  return { how: "status", type, fails: false, text: (address) => optionalOut(invoke, address ?? "") };
}

/** `&x` to `x.has = f(..., &x.value)`. */
function optionalOut(invoke: (...more: readonly string[]) => string, address: string): string {
  const lvalue = address.startsWith("&") ? address.slice(1) : `(*${address})`;
  return `(${lvalue}.has = ${invoke(`&${lvalue}.value`)})`;
}

/** The container's own elements are `T | null` of a scalar: they are copied as they are. */
function holdsOptionals(container: Expression | undefined): boolean {
  const type = container?.type;
  if (type?.kind === "array") return isOptionalScalar(type.element);
  return type?.kind === "map" && isOptionalScalar(type.value);
}

function emitConcat(op: BuiltinCall, w: FunctionWriter): PreparedOperation {
  const parts = emitUnkept(op.arguments, [], w).texts;
  const list = `(struct rt_string *const[]){ ${parts.join(", ")} }`;
  return { code: { how: "nullable", type: op.type, text: `rt_string_concat(${parts.length}, ${list})` }, temporaries: [] };
}
