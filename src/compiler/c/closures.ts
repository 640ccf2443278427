/** Function values with captures, and the cells of captured variables that are assigned. */
import type { HirFunction, HirType, Operation } from "../hir/nodes.js";
import { isCounted } from "../hir/types.js";
import { emitAs } from "./expressions.js";
import type { CProgram } from "./program.js";
import type { OperationCode } from "./results.js";
import { cellTag, declared, isScalar, scalarKind, zero } from "./types.js";
import type { FunctionWriter } from "./writer.js";

type ClosureOperation = Extract<Operation, { kind: "closure" }>;
type CellOperation = Extract<Operation, { kind: "newCell" }>;

/** The generic function pointer that a closure holds. */
function codePointer(f: HirFunction): string {
  return `(void (*)(void))${f.id}`;
}

/** A closure that may outlive this call: an object that owns what it captures. */
export function emitClosure(op: ClosureOperation, w: FunctionWriter): OperationCode {
  const f = op.function;
  if (w.program.closures.isStatic(op)) return { how: "value", type: op.type, text: `&${w.program.closureValue(f)}` };
  const write = (variable: string): void => {
    w.line(`${variable} = RT_NEW_CLOSURE(${f.id});`);
    w.throwIf(`${variable} == NULL`);
    f.captures.forEach((capture, i) => {
      const text = captured(op, i, w);
      const place = `((struct ${f.id}__closure *)${variable})->${w.program.captureName(f, capture)}`;
      w.line(`${place} = ${isCounted(capture.type) ? `rt_retain(${text})` : text};`);
    });
  };
  return { how: "steps", type: op.type, write };
}

function captured(op: ClosureOperation, i: number, w: FunctionWriter): string {
  const [value, capture] = [op.captures[i], op.function.captures[i]];
  if (value === undefined || capture === undefined) throw new Error(`${op.function.name}: captures and values differ in number`);
  return emitAs(value, capture.type, w).text;
}

/** A closure that only this block and those that it calls see: a variable, which owns nothing. */
export function declareStackClosure(op: ClosureOperation, name: string, w: FunctionWriter): string {
  const f = op.function;
  const values = f.captures.map((capture, i) => `.${w.program.captureName(f, capture)} = ${lentCapture(op, i, w)}`);
  w.open(`struct ${f.id}__closure ${name} = {`);
  w.line(`.base = { { RT_IMMORTAL, 0, &${f.id}__class }, ${codePointer(f)} },`);
  for (const value of values) w.line(`${value},`);
  w.close("};");
  return `(&${name}.base)`;
}

/** What the closure reads must stay alive as long as its block. */
function lentCapture(op: ClosureOperation, i: number, w: FunctionWriter): string {
  const [value, text] = [op.captures[i], captured(op, i, w)];
  if (value === undefined || !isCounted(value.type) || w.program.stability.isStable(value, w.source)) return text;
  const type = op.function.captures[i]?.type ?? value.type;
  const name = w.unique("captured");
  w.own(name, `${declared(type, name)} = NULL;`);
  w.line(`${name} = rt_retain(${text});`);
  return name;
}

/** A cell that may outlive this call. */
export function emitCell(op: CellOperation, w: FunctionWriter): OperationCode {
  const of = cellType(op.type);
  const write = (variable: string): void => {
    w.line(`${variable} = RT_NEW(${cellTag(of)});`);
    w.throwIf(`${variable} == NULL`);
    const text = emitAs(op.value, of, w).text;
    w.line(`${variable}->value = ${isCounted(of) ? `rt_retain(${text})` : text};`);
  };
  return { how: "steps", type: op.type, write };
}

/** A cell that only this block and those that it calls see. */
export function declareStackCell(op: CellOperation, name: string, w: FunctionWriter): string {
  const of = cellType(op.type);
  const declaration = `struct ${cellTag(of)} ${name} = { { RT_IMMORTAL, 0, &${cellTag(of)}__class }, ${zero(of)} };`;
  const text = emitAs(op.value, of, w).text;
  if (isCounted(of)) {
    w.own(`${name}.value`, declaration);
    w.line(`${name}.value = rt_retain(${text});`);
  } else {
    w.hoist(declaration);
    w.line(`${name}.value = ${text};`);
  }
  return `(&${name})`;
}

function cellType(type: HirType): HirType {
  if (type.kind !== "cell") throw new Error("a cell of another type");
  return type.of;
}

/** Struct, class and end of a closure with captures. */
export function closureDeclarations(f: HirFunction, program: CProgram): readonly string[] {
  const fields = f.captures.map((capture) => `\t${declared(capture.type, program.captureName(f, capture))};`);
  return [`struct ${f.id}__closure {`, "\tstruct rt_closure base;", ...fields, "};", `extern const struct rt_class ${f.id}__class;`];
}

/** @param f has captures; functions without any share one descriptor */
export function closureDefinitions(f: HirFunction, program: CProgram): readonly string[] {
  const counted = f.captures.filter((capture) => isCounted(capture.type)).map((capture) => program.captureName(f, capture));
  return [
    ...destroyFunction(`${f.id}__closure`, counted),
    `const struct rt_class ${f.id}__class = {`,
    `\t.name = "function",`,
    `\t.size = sizeof(struct ${f.id}__closure),`,
    "\t.first = RT_NO_CLASS,",
    "\t.last = RT_FUNCTION,",
    ...(counted.length === 0 ? [] : [`\t.destroy = ${f.id}__closure__destroy,`]),
    "};",
    "",
  ];
}

/** `TAG__destroy`, which lets go of these members and runs `last`; nothing for neither. */
export function destroyFunction(tag: string, members: readonly string[], last: readonly string[] = []): readonly string[] {
  if (members.length + last.length === 0) return [];
  return [
    `static struct rt_object *${tag}__destroy(struct rt_object *object, struct rt_object *dying)`,
    "{",
    `\tstruct ${tag} *self = (struct ${tag} *)object;`,
    ...members.map((member) => `\tdying = rt_let_go(self->${member}, dying);`),
    ...last.map((statement) => `\t${statement}`),
    "\tRT_FREE(self);",
    "\treturn dying;",
    "}",
    "",
  ];
}

/** Cells in use: by tag, the type of their value. */
export function cellDeclarations(of: HirType): readonly string[] {
  const tag = cellTag(of);
  return [
    `struct ${tag} {`,
    "\tstruct rt_object object;",
    `\t${declared(of, "value")};`,
    "};",
    `extern const struct rt_class ${tag}__class;`,
  ];
}

export function cellDefinitions(of: HirType): readonly string[] {
  const tag = cellTag(of);
  const members = isCounted(of) ? ["value"] : [];
  return [
    ...destroyFunction(tag, members),
    `const struct rt_class ${tag}__class = {`,
    '\t.name = "variable",',
    `\t.size = sizeof(struct ${tag}),`,
    `\t.first = ${isScalar(of) ? "RT_BOX_CLASS" : "RT_NO_CLASS"},`,
    `\t.last = ${isScalar(of) ? scalarKind(of) : "RT_NO_CLASS"},`,
    ...(members.length === 0 ? [] : [`\t.destroy = ${tag}__destroy,`]),
    "};",
    "",
  ];
}

/** The static object of a function without captures. */
export function functionValueDefinition(f: HirFunction, program: CProgram): string {
  const code = program.hasClosureForm(f) ? codePointer(f) : `(void (*)(void))${f.id}__as_closure`;
  return `struct rt_closure ${program.closureValue(f)} = { { RT_IMMORTAL, 0, &function__class }, ${code} };`;
}
