/** What the tags of a field or module variable say about other tasks: `@guarded`, `@atomic`, `@owned`, `@racy`. */
import type * as ts from "typescript";
import { hasTag, tagText } from "../../frontend/tags.js";
import type { FieldSharing } from "../../hir/nodes.js";
import type { HirType } from "../../hir/types.js";
import type { Compilation } from "../compilation.js";
import { refuse } from "../refusal.js";

const guardPath = /^[A-Za-z_$][\w$]*(\.[A-Za-z_$][\w$]*)*$/;

/** @param type of the field: `@atomic` is for what one load or store carries */
export function sharingOf(declaration: ts.Node, name: string, type: HirType, compilation: Compilation): FieldSharing {
  const atomic = hasTag(declaration, "atomic");
  if (atomic && !isOneWord(type)) return refuse(declaration, "atomic-type", { field: name });
  return { at: compilation.placeOf(declaration), guard: guardOf(declaration, name), atomic, excuse: excuseOf(declaration, name) };
}

function isOneWord(type: HirType): boolean {
  return type.kind === "bool" || type.kind === "int" || type.kind === "number";
}

function guardOf(declaration: ts.Node, name: string): readonly string[] | null {
  const text = tagText(declaration, "guarded");
  if (text === null) return null;
  const path = text.split(/\s/, 1)[0] ?? "";
  return guardPath.test(path) ? path.split(".") : refuse(declaration, "guard-unknown", { field: name, guard: path });
}

function excuseOf(declaration: ts.Node, name: string): FieldSharing["excuse"] {
  for (const tag of ["owned", "racy"] as const) {
    const reason = tagText(declaration, tag);
    if (reason === "") return refuse(declaration, "sharing-reason", { field: name, tag });
    if (reason !== null) return { tag, reason: reason.replace(/\s+/g, " ") };
  }
  return null;
}
