/** A program that is compiled again and again: what tsc found the last time, so that it looks only at what a change concerns. */
import { readdirSync, statSync } from "node:fs";
import path from "node:path";
import * as ts from "typescript";

/** What tsc knew after the last check of the same entry files. */
export class CheckMemory {
  private builder: ts.SemanticDiagnosticsBuilderProgram | undefined;
  /** What the folders of the sources had in them when the program was made. */
  private listing = "";
  private clean = false;

  /**
   * The last program, to make the next one from. Undefined where names might mean other files now: after errors, of which a file that was
   * missing may be the cause, and when a file has come or gone.
   */
  previous(): ts.Program | undefined {
    const isSame = this.clean && this.listing === listingOf(this.folders());
    return isSame ? this.builder?.getProgram() : undefined;
  }

  /** All of tsc's errors in the program; those of files that nothing concerns are remembered. */
  errorsOf(program: ts.Program): readonly ts.Diagnostic[] {
    const builder = ts.createSemanticDiagnosticsBuilderProgram(program, {}, this.builder);
    this.builder = builder;
    this.listing = listingOf(this.folders());
    /* Asked for one file, the builder may tell what it knew of it before a file that it imports has changed. */
    const errors = [...builder.getSyntacticDiagnostics(), ...builder.getSemanticDiagnostics()];
    this.clean = errors.length === 0;
    return errors;
  }

  /** The files that `file` imports, and what those import, by name; all files where it says something to all. */
  dependenciesOf(file: ts.SourceFile): readonly string[] {
    return this.builder?.getAllDependencies(file) ?? [];
  }

  /** One of the program's sources was written after `time`, in milliseconds since 1970. */
  changedSince(time: number): boolean {
    return this.ownFiles().some((file) => (statSync(file, { throwIfNoEntry: false })?.mtimeMs ?? Infinity) > time);
  }

  /** Folders that hold the program's sources, without those of packages. */
  folders(): readonly string[] {
    return [...new Set(this.ownFiles().map((file) => path.dirname(file)))].sort();
  }

  private ownFiles(): readonly string[] {
    const files = this.builder?.getSourceFiles() ?? [];
    return files.map(({ fileName }) => fileName).filter((file) => !file.includes("/node_modules/"));
  }
}

/** Sources, descriptions of packages, and what may be a folder. */
function mayMatter(name: string): boolean {
  return /\.(?:[cm]?tsx?|json)$|^[^.]+$/.test(name);
}

function listingOf(folders: readonly string[]): string {
  return folders.map((folder) => `${folder}: ${namesIn(folder).join(" ")}`).join("\n");
}

function namesIn(folder: string): readonly string[] {
  try {
    return readdirSync(folder).filter(mayMatter).sort();
  } catch {
    /* It has gone, which is a change. */
    return [];
  }
}
