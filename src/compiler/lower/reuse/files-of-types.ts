/** On whose declarations types depend. */
import type * as ts from "typescript";
import type { ClassId, HirType } from "../../hir/types.js";

/** Of each class and interface. */
export type FilesOf = (id: ClassId) => readonly ts.SourceFile[];

export function filesOfTypes(types: readonly HirType[], filesOf: FilesOf): readonly ts.SourceFile[] {
  return types.length === 0 ? [] : [...new Set(types.flatMap((type) => filesOfType(type, filesOf)))];
}

function filesOfType(type: HirType, filesOf: FilesOf): readonly ts.SourceFile[] {
  switch (type.kind) {
    case "void":
    case "bool":
    case "int":
    case "number":
    case "f64":
    case "f32":
    case "string":
    case "bytes":
      return [];
    case "object":
      return filesOf(type.class);
    case "interface":
      return filesOf(type.interface);
    case "union":
      return type.classes.flatMap(filesOf);
    case "mixed":
      return filesOfTypes(type.members, filesOf);
    case "array":
    case "set":
      return filesOfType(type.element, filesOf);
    case "map":
      return filesOfTypes([type.key, type.value], filesOf);
    case "closure":
      return filesOfTypes([...type.parameters, type.result], filesOf);
    case "weak":
      return filesOfType(type.target, filesOf);
    case "cell":
    case "optional":
      return filesOfType(type.of, filesOf);
  }
}
