/** Arguments of calls: borrowed by the callee, so whatever could change during the call is kept alive by a temporary. */
import type { Expression, HirType } from "../hir/nodes.js";
import { isCounted } from "../hir/types.js";
import { emitAs, emitExpression } from "./expressions.js";
import type { FunctionWriter } from "./writer.js";

export interface Arguments {
  readonly texts: readonly string[];
  /** Owned temporaries, to be released after the call. */
  readonly temporaries: readonly string[];
}

/** Arguments in the types that the callee wants. */
export function emitArguments(values: readonly Expression[], types: readonly HirType[], w: FunctionWriter): Arguments {
  const temporaries: string[] = [];
  const texts = values.map((value, i) => emitBorrowed(value, types[i] ?? value.type, temporaries, w));
  return { texts, temporaries };
}

function emitBorrowed(value: Expression, type: HirType, temporaries: string[], w: FunctionWriter): string {
  const text = emitAs(value, type, w).text;
  if (!isCounted(type) || w.program.stability.isStableInCall(value, w.source)) return text;
  const name = w.temporary(type, "kept");
  w.line(`${name} = rt_retain(${emitExpression(value, w).text});`);
  temporaries.push(name);
  return name;
}

/** Arguments of what runs no TypeScript and releases nothing: nothing can change meanwhile. */
export function emitUnkept(values: readonly Expression[], types: readonly HirType[], w: FunctionWriter): Arguments {
  return { texts: values.map((value, i) => emitAs(value, types[i] ?? value.type, w).text), temporaries: [] };
}
