/** The types of generated programs. */

export type SmallName = "u8" | "u16" | "u32" | "i8" | "i16" | "i32" | "number";
export type WideName = "u64" | "i64";

export interface Field {
  readonly name: string;
  readonly type: Type;
}

/** A member of a union: its literal `kind` and what else it has. */
export interface Variant {
  readonly kind: string;
  readonly fields: readonly Field[];
}

/** What others may do with a class. `methods` includes those of the classes above. */
export interface ClassShape {
  readonly name: string;
  readonly base: ClassShape | null;
  /** Of the constructor. */
  readonly parameters: readonly Type[];
  readonly fields: readonly Field[];
  /** Pairs of a getter and a setter. */
  readonly accessors: readonly Field[];
  readonly methods: readonly Signature[];
  readonly isAbstract: boolean;
}

export interface Signature {
  readonly name: string;
  readonly parameters: readonly Type[];
  readonly result: Type;
}

export type Type =
  /** `number` is a safe integer; on a host `double` has its place. */
  | { readonly kind: "small"; readonly name: SmallName }
  | { readonly kind: "wide"; readonly name: WideName }
  | { readonly kind: "double" }
  | { readonly kind: "boolean" }
  | { readonly kind: "string" }
  | { readonly kind: "array"; readonly of: Type }
  | { readonly kind: "map"; readonly key: Type; readonly value: Type }
  | { readonly kind: "set"; readonly of: Type }
  | { readonly kind: "tuple"; readonly parts: readonly Type[] }
  | { readonly kind: "missing"; readonly of: Type; readonly word: "null" | "undefined" }
  /** An enum or a union of string literals: its members, as they are written. */
  | { readonly kind: "choice"; readonly name: string; readonly members: readonly string[] }
  | { readonly kind: "record"; readonly name: string; readonly fields: readonly Field[] }
  | { readonly kind: "union"; readonly name: string; readonly variants: readonly Variant[] }
  | { readonly kind: "class"; readonly shape: ClassShape }
  /** An interface with methods alone. */
  | { readonly kind: "interface"; readonly name: string; readonly methods: readonly Signature[]; readonly makers: readonly ClassShape[] }
  | { readonly kind: "box"; readonly of: Type }
  | { readonly kind: "function"; readonly parameters: readonly Type[]; readonly result: Type }
  /** `string | number | …`: at most one of each kind. */
  | { readonly kind: "mixed"; readonly members: readonly Type[] };

export type Kind = Type["kind"];
export type OfKind<K extends Kind> = Extract<Type, { readonly kind: K }>;

export const booleanType: Type = { kind: "boolean" };
export const stringType: Type = { kind: "string" };
export const doubleType: Type = { kind: "double" };

export function small(name: SmallName): OfKind<"small"> {
  return { kind: "small", name };
}

export function arrayOf(of: Type): OfKind<"array"> {
  return { kind: "array", of };
}

/** As TypeScript writes it; equal for equal types. */
export function textOf(type: Type): string {
  switch (type.kind) {
    case "small":
    case "wide":
    case "choice":
    case "record":
    case "union":
    case "interface":
      return type.name;
    case "double":
      return "number";
    case "boolean":
    case "string":
      return type.kind;
    case "class":
      return type.shape.name;
    default:
      return composedText(type);
  }
}

function composedText(type: OfKind<"array" | "map" | "set" | "tuple" | "missing" | "box" | "function" | "mixed">): string {
  switch (type.kind) {
    case "array":
      return `${inParentheses(type.of)}[]`;
    case "map":
      return `Map<${textOf(type.key)}, ${textOf(type.value)}>`;
    case "set":
      return `Set<${textOf(type.of)}>`;
    case "tuple":
      return `[${type.parts.map(textOf).join(", ")}]`;
    case "missing":
      return `${inParentheses(type.of)} | ${type.word}`;
    case "box":
      return `Box<${textOf(type.of)}>`;
    case "function":
      return `(${type.parameters.map((one, n) => `p${n}: ${textOf(one)}`).join(", ")}) => ${textOf(type.result)}`;
    case "mixed":
      return type.members.map(textOf).join(" | ");
  }
}

function inParentheses(type: Type): string {
  return ["missing", "function", "mixed"].includes(type.kind) ? `(${textOf(type)})` : textOf(type);
}

export function isSame(a: Type, b: Type): boolean {
  return a.kind === b.kind && textOf(a) === textOf(b);
}

/** Least and greatest value. */
export const smallRanges: Readonly<Record<SmallName, readonly [number, number]>> = {
  u8: [0, 0xff],
  u16: [0, 0xffff],
  u32: [0, 0xffff_ffff],
  i8: [-0x80, 0x7f],
  i16: [-0x8000, 0x7fff],
  i32: [-0x8000_0000, 0x7fff_ffff],
  number: [Number.MIN_SAFE_INTEGER, Number.MAX_SAFE_INTEGER],
};
