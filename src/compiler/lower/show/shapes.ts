/** The shape of a value of some type: what C needs to show it. */
import * as ts from "typescript";
import type { Shape } from "../../hir/shapes.js";
import type { ClassId, HirType } from "../../hir/types.js";
import type { Compilation } from "../compilation.js";
import { typeText } from "../types/hir-types.js";
import { missingOfType } from "../values/nullish.js";
import type { TypeSource } from "./field-sources.js";

export const nullOrUndefined = "whether what is missing in it is null or undefined is not known here";

/** Why something cannot be shown. */
export class NotShown extends Error {}

export interface ShapeScope {
  readonly compilation: Compilation;
  /** Called with each class, interface and union on the way. */
  reach(type: HirType & { readonly kind: "object" | "interface" | "union" }): void;
}

/** @param sources all that tsc knows of the place @throws NotShown */
export function shapeOf(type: HirType, sources: readonly TypeSource[], scope: ShapeScope): Shape {
  switch (type.kind) {
    case "bool":
    case "int":
    case "number":
    case "f64":
    case "f32":
      return { kind: "scalar", type };
    case "string":
      return { kind: "string" };
    case "object":
    case "interface":
    case "union":
      scope.reach(type);
      return { kind: "object" };
    case "bytes":
      return { kind: "bytes", name: arrayName(sources) };
    case "array":
    case "set":
      return { kind: type.kind, parts: [shapeOf(type.element, partsOf(sources, 0, scope), scope)] };
    case "map":
      return {
        kind: "map",
        parts: [shapeOf(type.key, partsOf(sources, 0, scope), scope), shapeOf(type.value, partsOf(sources, 1, scope), scope)],
      };
    case "mixed":
      return mixedShape(type, sources, scope);
    case "optional":
      return { kind: "optional", parts: [shapeOf(type.of, sources, scope)], missing: missing(type, sources) };
    default:
      throw new NotShown(type.kind === "closure" ? "a function has no text" : `a ${typeText(type)} has no text`);
  }
}

function mixedShape(type: HirType & { readonly kind: "mixed" }, sources: readonly TypeSource[], scope: ShapeScope): Shape {
  const wide = type.members.filter((member) => member.kind === "number" || (member.kind === "int" && member.bits === 64));
  if (wide.length > 1) throw new NotShown("numbers and bigints in one place are not told apart");
  return { kind: "mixed", parts: type.members.map((member) => shapeOf(member, sources, scope)) };
}

/** The members of a union; any other type by itself. */
function membersOf({ type, substitution }: TypeSource): TypeSource[] {
  return (type.isUnion() ? type.types : [type]).map((part) => ({ type: part, substitution }));
}

function substituted({ type, substitution }: TypeSource): HirType | undefined {
  return type.symbol === undefined ? undefined : substitution.get(type.symbol);
}

function isParameter({ type }: TypeSource): boolean {
  return (type.flags & ts.TypeFlags.TypeParameter) !== 0;
}

function missing(type: HirType & { readonly kind: "optional" }, sources: readonly TypeSource[]): "null" | "undefined" {
  if (type.of.kind === "mixed" && type.of.hasNull) return "undefined";
  const members = sources.flatMap(membersOf);
  const known = missingOfUnion(members);
  const isOpen = members.some((member) => isParameter(member) && substituted(member)?.kind === "optional");
  if (isOpen || members.length === 0 || (known.null && known.undefined)) throw new NotShown(nullOrUndefined);
  return known.null ? "null" : "undefined";
}

function missingOfUnion(members: readonly TypeSource[]): { readonly null: boolean; readonly undefined: boolean } {
  const all = members.map(({ type }) => missingOfType(type));
  return { null: all.some((each) => each.null), undefined: all.some((each) => each.undefined) };
}

/** Part `n` of arrays, sets and maps among the sources. */
function partsOf(sources: readonly TypeSource[], n: number, { compilation }: ShapeScope): TypeSource[] {
  const { checker } = compilation;
  return sources.flatMap(membersOf).flatMap(({ type, substitution }) => {
    const parts = isReference(type) ? checker.getTypeArguments(type) : [];
    /* A list of constants is a tuple in TypeScript. */
    const wanted = checker.isTupleType(type) ? parts : parts.slice(n, n + 1);
    return wanted.map((part) => ({ type: part, substitution }));
  });
}

function isReference(type: ts.Type): type is ts.TypeReference {
  return (type.flags & ts.TypeFlags.Object) !== 0 && ((type as ts.ObjectType).objectFlags & ts.ObjectFlags.Reference) !== 0;
}

/** An `ArrayBuffer` has the representation of a `Uint8Array`. */
function arrayName(sources: readonly TypeSource[]): string {
  const names = new Set(sources.flatMap(membersOf).flatMap(({ type }) => type.getSymbol()?.name ?? []));
  const [name] = names;
  if (name === undefined || names.size > 1) throw new NotShown("which typed array it is is not known here");
  if (name === "ArrayBuffer") throw new NotShown("an ArrayBuffer has no text");
  return name;
}

/** Reached classes by id. */
export function classesIn(type: HirType & { readonly kind: "object" | "interface" | "union" }): readonly ClassId[] {
  if (type.kind === "union") return type.classes;
  return [type.kind === "object" ? type.class : type.interface];
}
