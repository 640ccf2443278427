/** A file of the subset as JavaScript for Node, with C's integer semantics and a source map. */
import path from "node:path";
import * as ts from "typescript";
import { optionsFor } from "../frontend/options.js";
import { ownDeclarations } from "../frontend/own-declarations.js";
import { repositoryRoot, subsetHost } from "../frontend/program.js";
import type { Profile } from "../hir/nodes.js";
import type { LaneOptions } from "./lane.js";
import { integerSemantics } from "./transform.js";

export interface EmittedModule {
  readonly code: string;
  /** Source map, JSON. */
  readonly map: string;
}

function emitOptions(profile: Profile): ts.CompilerOptions {
  const bundled = { module: ts.ModuleKind.ESNext, moduleResolution: ts.ModuleResolutionKind.Bundler };
  return { ...optionsFor(profile), ...bundled, noEmit: false, sourceMap: true };
}

/** A program that files can be emitted from. @param sources files that need not exist on disk; they win over it */
export function emittableProgram(
  files: readonly string[],
  sources: ReadonlyMap<string, string>,
  profile: Profile,
  old?: ts.Program,
): ts.Program {
  const options = emitOptions(profile);
  return ts.createProgram([...files, ownDeclarations], options, subsetHost(sources, options), old);
}

/** Null where the program has no such file. */
export function emitModule(program: ts.Program, file: string, options: LaneOptions): EmittedModule | null {
  const source = program.getSourceFile(file);
  if (source === undefined) return null;
  let code = "";
  let map = "";
  const write = (name: string, text: string): void => {
    if (name.endsWith(".map")) map = text;
    else code = text;
  };
  program.emit(source, write, undefined, false, { before: [integerSemantics(program, options)] });
  return { code: code.replace(/\/\/# sourceMappingURL=.*\s*$/, ""), map };
}

/** Where places in traps are relative to, as in C. */
export function laneOptions(profile: Profile, root = repositoryRoot): LaneOptions {
  return { root: path.resolve(root), safeIntegers: profile === "device" };
}
