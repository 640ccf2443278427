/**
 * The checks, as JavaScript that tsc's emitter puts at the head of each file that uses them: what is emitted needs no library. A trap
 * is a RangeError whose message is what C prints; `catch` and `finally` of the program let it pass.
 */
import type * as ts from "typescript";

/** Range of each integer type, as JavaScript writes it. */
const ranges = {
  u8: ["0", "255"],
  u16: ["0", "65535"],
  u32: ["0", "4294967295"],
  i8: ["-128", "127"],
  i16: ["-32768", "32767"],
  i32: ["-2147483648", "2147483647"],
  u64: ["0n", "18446744073709551615n"],
  i64: ["-9223372036854775808n", "9223372036854775807n"],
} as const;

export type IntegerName = keyof typeof ranges;

/** An absent value of an optional passes; `+ 0` takes the sign off a zero. */
function conversion(name: IntegerName): string {
  const [least, greatest] = ranges[name];
  if (name === "u64" || name === "i64")
    return `(value, at) => value == null || (value >= ${least} && value <= ${greatest}) ? value : __trap(\`value \${value} does not fit ${name}\`, at)`;
  return `(value, at) => value == null ? value : value >= ${least} && value <= ${greatest} && Math.floor(value) === value ? value + 0 : __trap(\`value \${value} does not fit ${name}\`, at)`;
}

/** Results that leave the safe integers are computed anew, exactly, for the message. */
function exact(operator: "+" | "-"): string {
  return `(a, b, at) => { const result = a ${operator} b; return Number.isSafeInteger(result) ? result : __trap(\`value \${BigInt(a) ${operator} BigInt(b)} does not fit number (the safe integers)\`, at); }`;
}

function overflow(operator: "+" | "-" | "*" | "<<", noun: string, type: "u64" | "i64"): string {
  const [least, greatest] = ranges[type];
  return `(a, b, at) => { const result = ${operator === "<<" ? "b > 63n && a !== 0n ? 1n << 64n : " : ""}a ${operator} b; return result >= ${least} && result <= ${greatest} ? result : __trap("overflow: the ${noun} does not fit ${type}", at); }`;
}

const trap = `var __trap = (reason, at) => {
    throw Object.assign(new RangeError(\`\${at}: trap: \${reason}\`), { name: "Trap", [Symbol.for("tsvisor.trap")]: true });
};
var __isTrap = (error) => error !== null && typeof error === "object" && Symbol.for("tsvisor.trap") in error;`;

/** Of an `index` into `of`; JavaScript finds nothing at a fraction or NaN. */
const isInside = "index >= 0 && index < of.length && Number.isInteger(index)";
const outside =
  "__trap(`${Number.isSafeInteger(index) ? `index ${index}` : 'an index that is no safe integer'} is outside a length of ${of.length}`, at)";

const checks = {
  fitU8: conversion("u8"),
  fitU16: conversion("u16"),
  fitU32: conversion("u32"),
  fitI8: conversion("i8"),
  fitI16: conversion("i16"),
  fitI32: conversion("i32"),
  fitU64: conversion("u64"),
  fitI64: conversion("i64"),
  safeNumber:
    "(value, at) => Number.isSafeInteger(value) ? value : __trap(`value ${BigInt(value)} does not fit number (the safe integers)`, at)",
  wideNumber:
    "(value, at) => value >= -9007199254740991n && value <= 9007199254740991n ? Number(value) : __trap(`value ${value} does not fit number (the safe integers)`, at)",
  add: exact("+"),
  subtract: exact("-"),
  multiply:
    "(a, b, at) => { const result = a * b; if (Number.isSafeInteger(result)) return result; const exact = BigInt(a) * BigInt(b); return __trap(BigInt.asIntN(64, exact) === exact ? `value ${exact} does not fit number (the safe integers)` : 'overflow: the product is not a safe integer', at); }",
  divide: '(a, b, at) => b === 0 || b === 0n ? __trap("division by zero", at) : a / b',
  remainder: '(a, b, at) => b === 0 || b === 0n ? __trap("division by zero", at) : a % b',
  divideI64:
    '(a, b, at) => b === 0n ? __trap("division by zero", at) : b === -1n && a === -9223372036854775808n ? __trap("overflow: the quotient does not fit i64", at) : a / b',
  addU64: overflow("+", "sum", "u64"),
  subtractU64: overflow("-", "difference", "u64"),
  multiplyU64: overflow("*", "product", "u64"),
  shiftU64: overflow("<<", "shifted value", "u64"),
  addI64: overflow("+", "sum", "i64"),
  subtractI64: overflow("-", "difference", "i64"),
  multiplyI64: overflow("*", "product", "i64"),
  shiftI64: overflow("<<", "shifted value", "i64"),
  element: `(of, index, at) => ${isInside} ? of[index] : ${outside}`,
  setElement: `(of, index, value, at) => ${isInside} ? (of[index] = value) : ${outside}`,
  present: '(value, at) => value == null ? __trap("null", at) : value',
  instance:
    '(value, type, at) => value == null ? __trap("null", at) : value instanceof type ? value : __trap("the object is of another class", at)',
} as const;

export type CheckName = keyof typeof checks;

const trapHelper: ts.UnscopedEmitHelper = { name: "tsvisor:trap", scoped: false, priority: 0, text: trap };

const helpers = new Map<string, ts.UnscopedEmitHelper>(
  Object.entries(checks).map(([name, text]) => [
    name,
    { name: `tsvisor:${name}`, scoped: false, priority: 1, text: `var __${name} = ${text};`, dependencies: [trapHelper] },
  ]),
);

/** Has tsc's emitter put the check itself at the head of the file. @param values with the place as the last one */
export function checkCall(name: CheckName, values: readonly ts.Expression[], context: ts.TransformationContext): ts.Expression {
  const helper = helpers.get(name);
  if (helper === undefined) throw new Error(`no check ${name}`);
  context.requestEmitHelper(helper);
  return context.factory.createCallExpression(context.factory.createIdentifier(`__${name}`), undefined, values);
}

/** `__isTrap(error)` */
export function isTrapCall(error: ts.Expression, context: ts.TransformationContext): ts.Expression {
  context.requestEmitHelper(trapHelper);
  return context.factory.createCallExpression(context.factory.createIdentifier("__isTrap"), undefined, [error]);
}

const fits: Readonly<Record<IntegerName, CheckName>> = {
  u8: "fitU8",
  u16: "fitU16",
  u32: "fitU32",
  i8: "fitI8",
  i16: "fitI16",
  i32: "fitI32",
  u64: "fitU64",
  i64: "fitI64",
};

/** The check that lets only values of the type through. */
export function fitCheck(type: IntegerName): CheckName {
  return fits[type];
}
