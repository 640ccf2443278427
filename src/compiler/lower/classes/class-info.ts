/** What lowering knows of a class, record or interface beyond its HIR. */
import type * as ts from "typescript";
import type { HirClass, HirField, HirFunction, HirInterface } from "../../hir/nodes.js";
import type { ClassId, HirType } from "../../hir/types.js";
import type { Substitution } from "../compilation.js";
import type { CallTarget, Signature } from "../functions/function-instance.js";
import type { Finding } from "../reuse/works.js";
import type { TypeSource } from "../show/field-sources.js";
import type { KeyPart } from "../show/key-orders.js";

/** A literal that every instance has in a field: what tells the members of a union apart. */
export type LiteralValue = string | bigint | boolean;

/** Members are there once `prepareFields` and `prepareMethods` have run; `findField` and its like see to that. */
export interface ClassInfo {
  /** Fills the fields in; does nothing the second time. Later than the making of the class, because types refer to each other. */
  prepareFields(): void;
  /** The same for methods and accessors. */
  prepareMethods(): void;
  /** What it depends on: where it is declared, and where its type arguments are. */
  readonly files: readonly ts.SourceFile[];
  readonly hir: HirClass & { readonly fields: HirField[]; readonly interfaces: ClassId[] };
  readonly base: ClassInfo | null;
  /** Null for records. */
  readonly declaration: ts.ClassLikeDeclaration | null;
  readonly substitution: Substitution;
  readonly typeArguments: readonly HirType[];
  /** Declarations of generic instances have the same symbol. */
  readonly symbol: ts.Symbol | null;
  readonly literals: Map<string, readonly LiteralValue[]>;
  /** Fields that an object literal may leave out. */
  readonly optional: Set<string>;
  /** Of a record: the types that it stands for. */
  readonly types: TypeSource[];
  /** Of a record that differs from its base in the order of its keys alone: the literal's. */
  keys: readonly KeyPart[] | null;
  /** Methods and accessors by the name in `hir.methods` or, where an interface needs that name for a bridge, by source name. */
  readonly methods: Map<string, MethodInfo>;
  /** Methods with type parameters of their own: one instance per call's types. */
  readonly genericMethods: Map<string, ts.MethodDeclaration>;
  /** Null as long as nobody makes one. */
  constructorFunction: Finding<ConstructorInfo> | null;
}

export interface MethodInfo {
  readonly name: string;
  /** Of the slot: an overriding method may have another of its own. */
  readonly signature: Signature;
  /** What a direct call calls, and its signature. */
  readonly target: CallTarget;
  readonly own: Signature;
  readonly declaration: ts.Node;
  /** Class whose slot a virtual call names; null: called directly. */
  readonly slot: ClassId | null;
}

/** `function` is null where a new object is all that there is to do. */
export interface ConstructorInfo {
  readonly function: HirFunction | null;
  readonly signature: Signature;
}

export interface InterfaceInfo {
  readonly hir: HirInterface & { readonly methods: InterfaceMethod[]; readonly fields: HirField[]; readonly extends: ClassId[] };
  readonly signatures: Map<string, Signature>;
  /** Methods that a class may leave out: they cannot be called through the interface. */
  readonly optionalMethods: Set<string>;
  /** Fills the members in, as a class's `prepareFields` does. */
  prepare(): void;
  /** As of a class. */
  readonly files: readonly ts.SourceFile[];
  /** Class of object literals of this interface type; made at the first one. */
  record: Finding<ClassInfo> | null;
  readonly type: ts.Type;
  readonly substitution: Substitution;
  readonly typeArguments: readonly HirType[];
  readonly symbol: ts.Symbol;
}

export type InterfaceMethod = HirInterface["methods"][number];

/** The field `name` of `info` or its bases, with the class that declares it. */
export function findField(info: ClassInfo, name: string): { readonly owner: ClassInfo; readonly field: HirField } | null {
  info.prepareFields();
  for (let owner: ClassInfo | null = info; owner !== null; owner = owner.base) {
    const field = owner.hir.fields.find((candidate) => candidate.name === name);
    if (field !== undefined) return { owner, field };
  }
  return null;
}

/** The method or accessor (`get x`, `set x`) of `info` or of its nearest base that has it; null: none. */
export function findMethod(info: ClassInfo, name: string): { readonly owner: ClassInfo; readonly method: MethodInfo } | null {
  info.prepareMethods();
  for (let owner: ClassInfo | null = info; owner !== null; owner = owner.base) {
    const method = owner.methods.get(name);
    if (method !== undefined) return { owner, method };
  }
  return null;
}

/** Own fields and those of the bases, the first base's first: the order of a record's values. */
export function allFields(info: ClassInfo): readonly HirField[] {
  info.prepareFields();
  return info.base === null ? info.hir.fields : [...allFields(info.base), ...info.hir.fields];
}

/** Is `info` the class `ancestor` or one that extends it? */
export function extendsClass(info: ClassInfo, ancestor: ClassId): boolean {
  for (let at: ClassInfo | null = info; at !== null; at = at.base) if (at.hir.id === ancestor) return true;
  return false;
}

/** What a field of literal types can be; null where its type is another. */
export function literalsOfField(info: ClassInfo, name: string): readonly LiteralValue[] | null {
  info.prepareFields();
  for (let at: ClassInfo | null = info; at !== null; at = at.base) {
    const literals = at.literals.get(name);
    if (literals !== undefined) return literals;
  }
  return null;
}
