/** Types as text: the same text exactly for types of the same representation and meaning. */
import type { HirType } from "./types.js";

/** `u32`, `string[]`, `(u32, string) => void`, `vmm_Vcpu | null`. */
export function hirTypeText(type: HirType): string {
  switch (type.kind) {
    case "void":
    case "bool":
    case "number":
    case "f64":
    case "f32":
    case "string":
      return type.kind;
    case "int":
      return `${type.signed ? "i" : "u"}${type.bits}`;
    case "object":
      return type.class;
    case "interface":
      return type.interface;
    case "union":
      return `(${[...type.classes].sort().join(" | ")})`;
    case "mixed":
      return `<${[...type.members.map(hirTypeText), ...(type.hasNull ? ["null"] : [])].join(" | ")}>`;
    case "array":
      return `${hirTypeText(type.element)}[]`;
    case "map":
      return `Map<${hirTypeText(type.key)}, ${hirTypeText(type.value)}>`;
    case "set":
      return `Set<${hirTypeText(type.element)}>`;
    case "bytes":
      return `Bytes<${hirTypeText(type.element)}>`;
    case "closure":
      return `((${type.parameters.map(hirTypeText).join(", ")}) => ${hirTypeText(type.result)})`;
    case "weak":
      return `WeakRef<${hirTypeText(type.target)}>`;
    case "cell":
      return `Cell<${hirTypeText(type.of)}>`;
    case "optional":
      return `(${hirTypeText(type.of)} | null)`;
  }
}

/** The value type of an optional; any other type as it is. */
export function presentType(type: HirType): HirType {
  return type.kind === "optional" ? type.of : type;
}
