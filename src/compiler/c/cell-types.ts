/** What has a struct of its own because closures capture it, or because it is one of several kinds of values. */
import type { HirFunction, HirType } from "../hir/nodes.js";
import { isCounted } from "../hir/types.js";
import { walkFunction } from "../hir/walk.js";
import { cellTag } from "./types.js";

/** Types of captured variables, one for each struct. */
export function cellTypes(functions: Iterable<HirFunction>): readonly HirType[] {
  const found = new Map<string, HirType>();
  const note = (type: HirType): void => {
    if (type.kind !== "cell") return;
    found.set(cellTag(type.of), type.of);
    note(type.of);
  };
  for (const f of functions) {
    [...f.parameters, ...f.captures].forEach((local) => note(local.type));
    walkFunction(f, {
      statement: (s) => s.kind === "let" && note(s.local.type),
      operation: (op) => {
        if (op.kind === "newCell") note(op.type);
        if (op.kind === "box") note({ kind: "cell", of: op.value.type });
      },
      expression: (e) => {
        note(e.type);
        if (e.kind === "isMember" && e.member !== "null" && !isCounted(e.member)) note({ kind: "cell", of: e.member });
        if (e.kind === "unbox" && !isCounted(e.type)) note({ kind: "cell", of: e.type });
      },
    });
  }
  return [...found.values()].sort((a, b) => Number(isCounted(a)) - Number(isCounted(b)));
}
