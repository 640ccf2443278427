/** C functions that TypeScript calls. */
import type * as ts from "typescript";
import { hasTag, nativeFunctionName } from "../../frontend/tags.js";
import type { HirNative } from "../../hir/nodes.js";
import type { ClassInfo } from "../classes/class-info.js";
import type { Compilation } from "../compilation.js";
import { refuse } from "../refusal.js";
import type { Signature } from "./function-instance.js";

/** The native of a declaration with `@native NAME`. `owner`: the class whose object goes first. */
export function nativeFor(declaration: ts.Node, signature: Signature, owner: ClassInfo | null, compilation: Compilation): HirNative {
  const files = (): readonly ts.SourceFile[] => [declaration.getSourceFile(), ...(owner?.files ?? [])];
  return compilation.natives.get(declaration, files, () => makeNative(declaration, signature, owner));
}

function makeNative(declaration: ts.Node, signature: Signature, owner: ClassInfo | null): HirNative {
  const name = nativeFunctionName(declaration);
  if (name === null || !/^[A-Za-z_][A-Za-z0-9_]*$/.test(name)) return refuse(declaration, "native-name");
  const self = owner === null ? [] : [{ kind: "object", class: owner.hir.id } as const];
  const struct = owner?.hir.nativeStruct == null ? null : owner.hir.id;
  return {
    name,
    parameters: [...self, ...signature.parameters.map((parameter) => parameter.type)],
    result: signature.result,
    struct,
    locking: hasTag(declaration, "acquire") ? "acquire" : hasTag(declaration, "release") ? "release" : null,
  };
}
