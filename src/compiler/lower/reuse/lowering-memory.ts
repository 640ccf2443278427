/** A program that is lowered again and again: what the last time has made, of which the next one takes what no change concerns. */
import * as ts from "typescript";
import type { CheckedProgram } from "../../frontend/program.js";
import type { Hierarchy } from "../classes/hierarchy.js";
import { Compilation } from "../compilation.js";

/** Says that a file reaches others that do not import it. */
const saysSomethingToAll = /\bdeclare\s+(?:global|module)\b/;

export class LoweringMemory {
  private compilation: Compilation | null = null;

  /** A compilation of `checked`, which need not lower again what is as it was. @param dependenciesOf names of all files on which a file depends */
  resume(checked: CheckedProgram, hierarchy: Hierarchy, dependenciesOf: (file: ts.SourceFile) => readonly string[]): Compilation {
    const last = this.compilation;
    if (last === null) return this.start(checked, hierarchy);
    const unaffected = unaffectedFiles(last.checked, checked, dependenciesOf);
    const isUnaffected = (file: ts.SourceFile): boolean => unaffected.has(file);
    if (!isSettled(last, checked, isUnaffected) || !last.hierarchy.agreesWith(hierarchy, isUnaffected))
      return this.start(checked, hierarchy);
    last.restart(checked, hierarchy);
    last.works.begin(isUnaffected);
    return last;
  }

  /** One that knows nothing. */
  start(checked: CheckedProgram, hierarchy: Hierarchy): Compilation {
    this.compilation = new Compilation(checked, hierarchy);
    this.compilation.works.begin(() => false);
    return this.compilation;
  }

  /** What the last compilation has made is not to be used. */
  forget(): void {
    this.compilation = null;
  }
}

/** The library, which any file may call without a word, is as it was; so is what decides how everything is lowered. */
function isSettled(last: Compilation, checked: CheckedProgram, isUnaffected: (file: ts.SourceFile) => boolean): boolean {
  const before = last.checked;
  const isSame = before.profile === checked.profile && before.whole === checked.whole && before.root === checked.root;
  const isShown = last.shown.isWanted;
  return isSame && !isShown && before.library.length === checked.library.length && checked.library.every(isUnaffected);
}

/** Files that are as they were, with all that they depend on. */
function unaffectedFiles(
  before: CheckedProgram,
  now: CheckedProgram,
  dependenciesOf: (file: ts.SourceFile) => readonly string[],
): ReadonlySet<ts.SourceFile> {
  const [old, files] = [new Set(before.program.getSourceFiles()), now.program.getSourceFiles()];
  const kept = new Set(files.filter((file) => old.has(file)));
  const changed = [...files.filter((file) => !old.has(file)), ...before.program.getSourceFiles().filter((file) => !kept.has(file))];
  if (changed.some((file) => !ts.isExternalModule(file) || saysSomethingToAll.test(file.text))) return new Set();
  const isKept = (name: string): boolean => {
    const file = now.program.getSourceFile(name);
    return file !== undefined && kept.has(file);
  };
  return new Set([...kept].filter((file) => file.isDeclarationFile || dependenciesOf(file).every(isKept)));
}
