/** Arguments of calls: borrowed by the callee, so whatever could change during the call is kept alive by a temporary. */
import type { Expression, HirFunction, HirType } from "../hir/nodes.js";
import { isCounted } from "../hir/types.js";
import { emitAs, emitExpression } from "./expressions.js";
import type { FunctionWriter } from "./writer.js";

export interface Arguments {
  readonly texts: readonly string[];
  /** Owned temporaries, to be released after the call. */
  readonly temporaries: readonly string[];
}

/** Arguments in the types that the callee wants. @param callee null: unknown; C runs no TypeScript, so less can change */
export function emitArguments(
  values: readonly Expression[],
  types: readonly HirType[],
  w: FunctionWriter,
  callee: HirFunction | "c" | null = null,
): Arguments {
  const temporaries: string[] = [];
  const { stability } = w.program;
  const stays = (value: Expression): boolean => {
    if (callee === null) return stability.isStableInCall(value, w.source);
    return callee === "c" ? stability.isStableInNative(value, w.source) : stability.isStableInCallOf(callee, value, w.source);
  };
  const texts = values.map((value, i) => emitBorrowed(value, types[i] ?? value.type, stays(value), temporaries, w));
  return { texts, temporaries };
}

/** @param stays nothing can change the value meanwhile */
function emitBorrowed(value: Expression, type: HirType, stays: boolean, temporaries: string[], w: FunctionWriter): string {
  const text = emitAs(value, type, w).text;
  if (!isCounted(type) || stays) return text;
  const name = w.temporary(type, "kept");
  w.line(`${name} = rt_retain(${emitExpression(value, w).text});`);
  temporaries.push(name);
  return name;
}

/** Arguments of what runs no TypeScript and releases nothing: nothing can change meanwhile. */
export function emitUnkept(values: readonly Expression[], types: readonly HirType[], w: FunctionWriter): Arguments {
  return { texts: values.map((value, i) => emitAs(value, types[i] ?? value.type, w).text), temporaries: [] };
}
