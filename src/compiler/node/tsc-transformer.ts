/**
 * For tsc through ts-patch: `"plugins": [{ "transform": "tsvisor/bin/tsc-transformer.cjs" }]`. What tsc emits has C's integer semantics, and what our
 * compiler refuses is an error of tsc's.
 */
import path from "node:path";
import * as ts from "typescript";
import { moduleGraph } from "../frontend/module-graph.js";
import type { Profile } from "../hir/nodes.js";
import { tscDiagnostic } from "../editor/tsc-diagnostic.js";
import { validateFile } from "../validate/validate.js";
import { laneOptions } from "./emit.js";
import { integerSemantics } from "./transform.js";

/** The entry in tsconfig.json. */
export interface TransformerConfig {
  /** What `number` is; `host`, JavaScript's own, unless given. */
  readonly profile?: Profile;
}

/** What ts-patch gives besides the program. */
export interface TransformerExtras {
  addDiagnostic(diagnostic: ts.Diagnostic): number;
}

export default function transformer(
  program: ts.Program,
  config: TransformerConfig,
  extras: TransformerExtras,
): ts.TransformerFactory<ts.SourceFile> {
  if (!isVersion(ts.version)) throw new Error(`tsvisor works with TypeScript ${supported}; this is ${ts.version}`);
  const root = path.resolve(program.getCurrentDirectory());
  refuseWhatIsNoSubset(program, root, extras);
  return integerSemantics(program, laneOptions(config.profile ?? "host", root));
}

/** The API that the compiler is built on. */
const supported = "6.0";

function isVersion(version: string): boolean {
  return version.startsWith(`${supported}.`);
}

function refuseWhatIsNoSubset(program: ts.Program, root: string, { addDiagnostic }: TransformerExtras): void {
  const own = program.getRootFileNames().flatMap((name) => program.getSourceFile(name) ?? []);
  const files = own.filter((file) => !file.isDeclarationFile && !program.isSourceFileFromExternalLibrary(file));
  for (const file of moduleGraph(files, program).order) {
    for (const diagnostic of validateFile(file, { root })) addDiagnostic(tscDiagnostic(diagnostic, file));
  }
}
