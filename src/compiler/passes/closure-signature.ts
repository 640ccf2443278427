/** What has to agree for a function to be called through a function value: number and representation of parameters and result. */
import type { HirFunction, HirType } from "../hir/nodes.js";
import { isCounted } from "../hir/types.js";
import { hirTypeText } from "../hir/type-text.js";

/** All counted types are the same here: pointers. */
export function closureKey(parameters: readonly HirType[], result: HirType): string {
  return `(${parameters.map(representation).join(", ")}) => ${representation(result)}`;
}

/** Without the captures, which the function value holds. */
export function functionKey(f: HirFunction): string {
  return closureKey(
    f.parameters.map((p) => p.type),
    f.result,
  );
}

function representation(type: HirType): string {
  if (isCounted(type)) return "object";
  return type.kind === "number" ? "i64" : hirTypeText(type).replace("(number", "(i64");
}
