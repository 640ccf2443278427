/** What has to hold of expressions and operations. Each rule returns what is wrong, or null. */
import { builtins } from "./builtins.js";
import { mathFunctions } from "./math.js";
import { isCompatible, isObjectType, isSameType } from "./compatible.js";
import type { Expression, HirType, Local, Operation } from "./nodes.js";
import { hirTypeText, presentType } from "./type-text.js";
import { isCounted } from "./types.js";

type ExpressionOf<K extends Expression["kind"]> = Extract<Expression, { kind: K }>;

function isInteger(type: HirType): boolean {
  return type.kind === "int" || type.kind === "number";
}

/** An integer or a double, in memory perhaps a shorter one. */
function isNumeric(type: HirType): boolean {
  return isInteger(type) || type.kind === "f64" || type.kind === "f32";
}

function isWide(type: HirType): boolean {
  return type.kind === "int" && type.bits === 64;
}

/** The text is made only where it is told. */
function needs(ok: boolean, problem: () => string): string | null {
  return ok ? null : problem();
}

function differs(what: string, from: HirType, to: HirType): string | null {
  return isCompatible(from, to) ? null : `${what}: ${hirTypeText(from)} where ${hirTypeText(to)} is expected`;
}

/** The first thing wrong with `e` itself; its operands are looked at by themselves. */
export function expressionProblem(e: Expression): string | null {
  switch (e.kind) {
    case "integer":
      return needs(isInteger(e.type), () => "an integer constant of another type");
    case "float":
      return needs(e.type.kind === "f64", () => "a constant with a fraction of another type");
    case "boolean":
    case "not":
    case "and":
    case "or":
    case "isNull":
    case "instanceOf":
    case "isMember":
      return needs(e.type.kind === "bool", () => `${e.kind} gives ${hirTypeText(e.type)}`);
    case "string":
      return needs(presentType(e.type).kind === "string", () => "a string constant of another type");
    case "null":
      return needs(e.type.kind === "optional" || e.type.kind === "mixed", () => `null as ${hirTypeText(e.type)}`);
    case "local":
      return differs(`local ${e.local.name}`, e.local.type, e.type);
    case "global":
      return differs(`global ${e.global.name}`, e.global.type, e.type);
    case "field":
    case "interfaceField":
      return needs(
        isObjectType(e.object.type) && e.object.type.kind !== "optional",
        () => `field ${e.field} of ${hirTypeText(e.object.type)}`,
      );
    case "index":
      return indexProblem(e);
    case "length":
      return needs(["array", "bytes", "string", "map", "set"].includes(e.of.type.kind), () => `length of ${hirTypeText(e.of.type)}`);
    case "cellGet":
      return e.cell.type.kind === "cell" ? differs("content of a cell", e.cell.type.of, e.type) : "content of what is no cell";
    case "arithmetic":
      return arithmeticProblem(e);
    case "safe":
    case "counted":
      return needs(e.type.kind === "number" && isInteger(e.value.type), () => `${e.kind} of what is no number`);
    case "math":
      return mathProblem(e);
    case "convert":
      return needs(
        isNumeric(e.type) && isNumeric(e.value.type),
        () => `conversion of ${hirTypeText(e.value.type)} to ${hirTypeText(e.type)}`,
      );
    case "compare":
      return compareProblem(e);
    case "conditional":
      return differs("then", e.then.type, e.type) ?? differs("else", e.else.type, e.type);
    case "wrap":
      return e.type.kind === "optional" ? differs("wrapped value", presentType(e.value.type), e.type.of) : "wrap into what is not optional";
    case "unwrap":
      return differs("unwrapped value", presentType(e.value.type), e.type);
    case "cast":
      return differs("cast", e.value.type, e.type);
    case "unbox":
      return needs(e.value.type.kind === "mixed", () => `unbox of ${hirTypeText(e.value.type)}`);
    case "functionValue":
      return functionProblem(e);
  }
}

function indexProblem(e: ExpressionOf<"index">): string | null {
  if (e.of.type.kind !== "array" && e.of.type.kind !== "bytes") return `element of ${hirTypeText(e.of.type)}`;
  return (
    differs("element", e.of.type.element, e.type) ?? needs(isNumeric(e.index.type), () => `index of type ${hirTypeText(e.index.type)}`)
  );
}

function mathProblem(e: ExpressionOf<"math">): string | null {
  const { result } = mathFunctions[e.function];
  return needs(
    e.type.kind === result && e.arguments.every((argument) => argument.type.kind === "f64"),
    () => `Math.${e.function} of other types`,
  );
}

function arithmeticProblem(e: ExpressionOf<"arithmetic">): string | null {
  const sides = (): string => `${hirTypeText(e.left.type)} ${e.op} ${hirTypeText(e.right.type)}`;
  if (e.type.kind === "f64") return needs(e.left.type.kind === "f64" && e.right.type.kind === "f64", sides);
  if (!isInteger(e.left.type) || !isInteger(e.right.type) || !isInteger(e.type)) return sides();
  const shift = e.op === "<<" || e.op === ">>" || e.op === ">>>";
  if (isWide(e.type)) return needs(isSameType(e.left.type, e.type) && (shift || isSameType(e.right.type, e.type)), sides);
  return needs(!isWide(e.left.type) && !isWide(e.right.type), () => `${sides()} as ${hirTypeText(e.type)}`);
}

function compareProblem(e: ExpressionOf<"compare">): string | null {
  const [left, right] = [e.left.type, e.right.type];
  if (e.left.kind === "null" || e.right.kind === "null" || isCompatible(left, right)) return null;
  const narrow = (type: HirType): boolean => isInteger(type) && !isWide(type);
  return needs(narrow(left) && narrow(right), () => `${hirTypeText(left)} ${e.op} ${hirTypeText(right)}`);
}

function functionProblem(e: ExpressionOf<"functionValue"> | Extract<Operation, { kind: "closure" }>): string | null {
  const type = presentType(e.type);
  if (type.kind !== "closure") return `a function as ${hirTypeText(e.type)}`;
  const { parameters, result, name } = e.function;
  if (parameters.length !== type.parameters.length) return `function ${name} with ${parameters.length} parameters as ${hirTypeText(type)}`;
  const wrong = parameters
    .map((p, i) => differs(`parameter ${p.name} of ${name}`, type.parameters[i] ?? p.type, p.type))
    .find((problem) => problem !== null);
  return wrong ?? differs(`result of ${name}`, result, type.result);
}

/** The first thing wrong with `op` itself. */
export function operationProblem(op: Operation): string | null {
  switch (op.kind) {
    case "call":
      return callProblem(op);
    case "callClosure":
      return closureCallProblem(op);
    case "callNative":
      return resultProblem(op.native.name, op.arguments, op.native.parameters, op.native.result, op.type);
    case "callVirtual":
    case "callInterface":
      return needs(isObjectType(op.receiver.type), () => `method ${op.method} of ${hirTypeText(op.receiver.type)}`);
    case "new":
      if (op.constructor_ === null) return null;
      return argumentsProblem(`new ${op.class}`, op.arguments, typesOf(op.constructor_.parameters.slice(1)));
    case "arrayLiteral":
      return arrayProblem(op);
    case "closure":
      return functionProblem(op) ?? argumentsProblem(`captures of ${op.function.name}`, op.captures, typesOf(op.function.captures));
    case "newCell":
      return op.type.kind === "cell" ? differs("content of a cell", op.value.type, op.type.of) : "a cell of another type";
    case "box":
      return needs(presentType(op.type).kind === "mixed" && !isCounted(op.value.type), () => `a box of ${hirTypeText(op.value.type)}`);
    case "record":
      return needs(isCounted(op.type), () => "a record of another type");
    case "builtin":
      return needs(op.name in builtins, () => `no builtin ${op.name}`);
  }
}

type OperationOf<K extends Operation["kind"]> = Extract<Operation, { kind: K }>;

function callProblem({ function: f, arguments: values, type }: OperationOf<"call">): string | null {
  return (
    needs(f.captures.length === 0, () => `direct call of ${f.name}, which captures`) ??
    resultProblem(f.name, values, typesOf(f.parameters), f.result, type)
  );
}

function closureCallProblem({ closure, arguments: values, type }: OperationOf<"callClosure">): string | null {
  if (closure.type.kind !== "closure") return `call of ${hirTypeText(closure.type)}`;
  return resultProblem("a function value", values, closure.type.parameters, closure.type.result, type);
}

function arrayProblem({ type, elements }: OperationOf<"arrayLiteral">): string | null {
  if (type.kind !== "array") return `array literal as ${hirTypeText(type)}`;
  return elements.map((e) => differs("element", e.type, type.element)).find((problem) => problem !== null) ?? null;
}

function typesOf(locals: readonly Local[]): readonly HirType[] {
  return locals.map(({ type }) => type);
}

/** Of a call of `what`: its arguments for parameters of the types, and its result where `wanted` is expected. */
function resultProblem(
  what: string,
  values: readonly Expression[],
  parameters: readonly HirType[],
  result: HirType,
  wanted: HirType,
): string | null {
  return argumentsProblem(what, values, parameters) ?? differs(`result of ${what}`, result, wanted);
}

function argumentsProblem(what: string, values: readonly Expression[], types: readonly HirType[]): string | null {
  if (values.length !== types.length) return `${what}: ${values.length} values for ${types.length}`;
  return (
    values.map((value, i) => differs(`${what}, ${i + 1}`, value.type, types[i] ?? value.type)).find((problem) => problem !== null) ?? null
  );
}
