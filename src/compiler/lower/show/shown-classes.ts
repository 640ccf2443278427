/** After lowering: how the objects of each class that the program shows are shown. */
import * as ts from "typescript";
import { isStandardLibrary } from "../../frontend/program.js";
import type { ShownClass, ShownField } from "../../hir/shapes.js";
import type { HirType } from "../../hir/types.js";
import { allFields, extendsClass, findField, type ClassInfo } from "../classes/class-info.js";
import { fieldDeclarations, fieldName } from "../classes/fields.js";
import { isTupleRecord } from "../classes/records.js";
import type { Compilation } from "../compilation.js";
import { refuse } from "../refusal.js";
import { fieldSources, type TypeSource } from "./field-sources.js";
import { keysOf } from "./key-orders.js";
import { classesIn, NotShown, shapeOf } from "./shapes.js";

/** Describes the classes of what is shown at all places that lowering has noted; refuses what cannot be. */
export function describeShown(compilation: Compilation): void {
  for (const { wrapper, node, source, what } of compilation.shown.values)
    compilation.guard(node, () => {
      try {
        new Description(compilation).describe(wrapper, source);
      } catch (error) {
        if (error instanceof NotShown) refuse(node, "not-shown", { what, value: node.getText(), why: error.message });
        throw error;
      }
    });
}

class Description {
  private readonly pending: ClassInfo[] = [];

  constructor(private readonly compilation: Compilation) {}

  describe(wrapper: ClassInfo, source: TypeSource): void {
    const [field] = wrapper.hir.fields;
    if (field === undefined) return;
    const shape = this.shape(field.type, [source]);
    const fields = [{ key: "", name: field.name, owner: wrapper.hir.id, shape, late: false }];
    wrapper.hir.shown = { name: "", isTuple: true, fields };
    for (let info = this.pending.pop(); info !== undefined; info = this.pending.pop()) info.hir.shown ??= this.shownClass(info);
  }

  private shape(type: HirType, sources: readonly TypeSource[]) {
    return shapeOf(type, sources, { compilation: this.compilation, reach: (reached) => this.reach(reached) });
  }

  /** The classes that an object of the type can be of. */
  private reach(type: HirType & { readonly kind: "object" | "interface" | "union" }): void {
    const ids = classesIn(type);
    for (const info of this.compilation.classesById.values()) {
      const isOne = ids.some((id) => (type.kind === "interface" ? implementsInterface(info, id) : extendsClass(info, id)));
      if (isOne && info.hir.shown === null && !info.hir.abstract) this.pending.push(info);
    }
  }

  private shownClass(info: ClassInfo): ShownClass {
    const { declaration, hir } = info;
    info.prepareFields();
    if (hir.nativeStruct !== null || (declaration !== null && isStandardLibrary(declaration.getSourceFile().fileName)))
      throw new NotShown(`how Node shows a \`${hir.name}\` is not compiled`);
    this.refuseErrors(info);
    if (info.methods.has("toJSON")) throw new NotShown(`\`${hir.name}\` has a method toJSON`);
    const keys = keysOf(info, this.compilation);
    const names = allFields(info).map((field) => field.name);
    const late = names.filter((name) => !keys.includes(name));
    this.refuseUnordered(info, late);
    const isTuple = isTupleRecord(rootOf(info));
    const visible = [...keys, ...late].filter((name) => !this.isPrivate(info, name));
    return {
      name: declaration === null ? "" : hir.name,
      isTuple,
      fields: visible.flatMap((name) => this.field(info, name, late.includes(name))),
    };
  }

  private refuseErrors(info: ClassInfo): void {
    for (let at: ClassInfo | null = info; at !== null; at = at.base) {
      const file = at.declaration?.getSourceFile().fileName;
      if (file !== undefined && isStandardLibrary(file)) throw new NotShown(`a \`${info.hir.name}\` is shown with a stack that C has not`);
    }
  }

  /** `#name` is seen by its class alone. */
  private isPrivate(info: ClassInfo, name: string): boolean {
    const declaration = findField(info, name)?.owner.declaration ?? null;
    if (declaration === null) return false;
    return fieldDeclarations(declaration).some(
      (member) => ts.isPrivateIdentifier(member.name) && fieldName(member, this.compilation) === name,
    );
  }

  private field(info: ClassInfo, name: string, late: boolean): ShownField[] {
    const found = findField(info, name);
    if (found === null) return [];
    const shape = this.shape(found.field.type, fieldSources(found.owner, name, this.compilation));
    return [{ key: name, name, owner: found.owner.hir.id, shape, late }];
  }

  /** Optional fields that are set after the object was made stand in the order in which that happened. */
  private refuseUnordered(info: ClassInfo, late: readonly string[]): void {
    const set = late.filter((name) => this.compilation.shown.isSetLater(findField(info, name)?.owner ?? info, name));
    if (set.length > 1)
      throw new NotShown(`the optional fields ${set.map((name) => `\`${name}\``).join(" and ")} are set in an order that is not known`);
    const [only] = set;
    if (only !== undefined && this.compilation.shown.isSetToUndefined(findField(info, only)?.owner ?? info, only))
      throw new NotShown(`whether the optional field \`${only}\` was left out or set to undefined is not known`);
  }
}

function implementsInterface(info: ClassInfo, id: string): boolean {
  info.prepareMethods();
  for (let at: ClassInfo | null = info; at !== null; at = at.base) if (at.hir.interfaces.includes(id)) return true;
  return false;
}

/** A class that differs in the order of its keys alone stands for the one that it extends. */
function rootOf(info: ClassInfo): ClassInfo {
  return info.keys !== null && info.base !== null ? rootOf(info.base) : info;
}
