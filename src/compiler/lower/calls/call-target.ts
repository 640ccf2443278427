/** A static call of whatever a function turned out to be. */
import type { Expression, Operation, Place } from "../../hir/nodes.js";
import type { HirType } from "../../hir/types.js";
import type { CallTarget } from "../functions/function-instance.js";

export function callTarget(target: CallTarget, args: readonly Expression[], type: HirType, at: Place): Operation {
  switch (target.kind) {
    case "hir":
      return { kind: "call", function: target.function, arguments: args, type, at };
    case "native":
      return { kind: "callNative", native: target.native, arguments: args, type, at };
    case "builtin":
      return { kind: "builtin", name: target.name, arguments: args, type, at };
  }
}
