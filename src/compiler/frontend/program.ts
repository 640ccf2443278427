/** Entry files to a checked `ts.Program`. */
import { existsSync, readdirSync, statSync } from "node:fs";
import path from "node:path";
import * as ts from "typescript";
import type { Diagnostic } from "../diagnostics/diagnostic.js";
import { diagnosticOfTsc, diagnosticWithoutPlace } from "../diagnostics/report.js";
import type { Profile } from "../hir/nodes.js";
import type { Timings } from "../timings.js";
import type { CheckMemory } from "./check-memory.js";
import { repositoryRoot } from "./file-names.js";
import { optionsFor } from "./options.js";
import { declarationsFolder, ownDeclarations, ownDeclarationsText } from "./own-declarations.js";
import { rememberingChecker, type RememberingChecker } from "./remembering-checker.js";

export { repositoryRoot } from "./file-names.js";

export interface FrontendOptions {
  /** `device` unless given. */
  readonly profile?: Profile;
  /** What nothing reaches is lowered as well, and refused where it cannot be: for whoever writes a library, and for editors. */
  readonly whole?: boolean;
  /** Module names and places are relative to it; the current folder unless given. */
  readonly root?: string;
  /** Files that need not exist on disk, by absolute path: text. They win over the disk. */
  readonly sources?: ReadonlyMap<string, string>;
  /** Of the last time that these entry files were checked with these options; it is brought up to date. */
  readonly memory?: CheckMemory;
}

/** May be lowered where it has no diagnostics. */
export interface CheckedProgram {
  readonly profile: Profile;
  readonly whole: boolean;
  readonly program: ts.Program;
  readonly checker: RememberingChecker;
  readonly entries: readonly ts.SourceFile[];
  /** The files of `src/std/lang`. */
  readonly library: readonly ts.SourceFile[];
  readonly root: string;
  readonly diagnostics: readonly Diagnostic[];
}

const standardLibrary = path.join(repositoryRoot, "src/std/");

/** JavaScript's library in the subset; `host` within it is for programs of a host. */
const languageFolder = path.join(standardLibrary, "lang/");
const hostFolder = path.join(languageFolder, "host/");

/** A file of `src/std`. */
export function isStandardLibrary(file: string): boolean {
  return file.startsWith(standardLibrary);
}

/** A file whose numbers are doubles where the profile has them: any but those of the standard library that are for devices as well. */
export function isDoubleFile(file: string): boolean {
  return !isStandardLibrary(file) || file.startsWith(hostFolder);
}

/** Library modules written in the subset that lowering itself calls: `xs.map` is the function `arrayMap` of one of them. */
export function languageFiles(profile: Profile): readonly string[] {
  return (profile === "host" ? [languageFolder, hostFolder] : [languageFolder]).flatMap((folder) =>
    readdirSync(folder)
      .filter((file) => file.endsWith(".ts"))
      .sort()
      .map((file) => path.join(folder, file)),
  );
}

/** Parses and checks. Files that are missing and tsc's errors are diagnostics. */
export function checkProgram(entryFiles: readonly string[], options: FrontendOptions, timings: Timings): CheckedProgram {
  const entryPaths = entryFiles.map((file) => path.resolve(file));
  const root = options.root ?? process.cwd();
  const sources = options.sources ?? new Map<string, string>();
  const profile = options.profile ?? "device";
  const library = languageFiles(profile);
  const missing = entryPaths.filter((file) => !sources.has(file) && !existsSync(file));
  const roots = [...entryPaths.filter((file) => !missing.includes(file)), ...library, ownDeclarations];
  const { program, errors } = checkWithLittle(roots, profile, options, timings);
  const filesOf = (paths: readonly string[]): ts.SourceFile[] => paths.flatMap((file) => program.getSourceFile(file) ?? []);
  const diagnostics = [
    ...missing.map((file) => diagnosticWithoutPlace("entry-missing", { file })),
    ...errors.map((diagnostic) => diagnosticOfTsc(diagnostic, { root })),
  ];
  return {
    profile,
    whole: options.whole ?? false,
    program,
    checker: rememberingChecker(program.getTypeChecker()),
    entries: filesOf(entryPaths),
    library: filesOf(library),
    root,
    diagnostics,
  };
}

interface Checked {
  readonly program: ts.Program;
  readonly errors: readonly ts.Diagnostic[];
}

/** Without `@types/node` where tsc finds nothing to say so: a device's program seldom needs it. */
function checkWithLittle(roots: readonly string[], profile: Profile, options: FrontendOptions, timings: Timings): Checked {
  const all = optionsFor(profile);
  if (profile === "device") {
    const little = check(roots, { ...all, types: [] }, options, timings);
    if (little.errors.length === 0) return little;
  }
  return check(roots, all, options, timings);
}

function check(roots: readonly string[], tscOptions: ts.CompilerOptions, options: FrontendOptions, timings: Timings): Checked {
  const { sources = new Map<string, string>(), memory } = options;
  const program = timings.measure("tsc: parse", () =>
    ts.createProgram([...roots], tscOptions, subsetHost(sources, tscOptions), memory?.previous()),
  );
  return { program, errors: timings.measure("tsc: check", () => errorsOf(program, memory)) };
}

/** Files of the standard library in which tsc has found nothing: they depend on each other alone, so it need not look again. */
const cleanFiles = new WeakSet<ts.SourceFile>();

function errorsOf(program: ts.Program, memory: CheckMemory | undefined): readonly ts.Diagnostic[] {
  const general = [...program.getConfigFileParsingDiagnostics(), ...program.getOptionsDiagnostics(), ...program.getGlobalDiagnostics()];
  const inFiles = memory?.errorsOf(program) ?? program.getSourceFiles().flatMap((file) => errorsOfFile(file, program));
  return ts.sortAndDeduplicateDiagnostics([...general, ...inFiles]);
}

function errorsOfFile(file: ts.SourceFile, program: ts.Program): readonly ts.Diagnostic[] {
  if (cleanFiles.has(file) || program.isSourceFileDefaultLibrary(file)) return [];
  const errors = [...program.getSyntacticDiagnostics(file), ...program.getSemanticDiagnostics(file)];
  if (errors.length === 0 && isStandardLibrary(file.fileName)) cleanFiles.add(file);
  return errors;
}

interface ParsedFile {
  readonly file: ts.SourceFile;
  /** Time of the last change, milliseconds. */
  readonly changed: number;
}

const parsedFiles = new Map<string, ParsedFile>();

/** A host with the overlay; a file on disk is parsed once per process, unless it changes. */
export function subsetHost(sources: ReadonlyMap<string, string>, options: ts.CompilerOptions): ts.CompilerHost {
  const disk = ts.createCompilerHost(options);
  const textOf = (file: string): string | undefined => (file === ownDeclarations ? ownDeclarationsText : sources.get(file));
  return {
    ...disk,
    getCurrentDirectory: () => repositoryRoot,
    getDefaultLibLocation: () => declarationsFolder,
    getDefaultLibFileName: (given) => path.join(declarationsFolder, ts.getDefaultLibFileName(given)),
    fileExists: (file) => textOf(file) !== undefined || disk.fileExists(file),
    readFile: (file) => textOf(file) ?? disk.readFile(file),
    getSourceFile: (file, target, onError) => {
      const text = textOf(file);
      if (text !== undefined) return parsedText(file, text, target);
      return parsed(file, () => disk.getSourceFile(file, target, onError));
    },
  };
}

/** The last text of each file of an overlay. */
const parsedTexts = new Map<string, ts.SourceFile>();

function parsedText(name: string, text: string, target: ts.ScriptTarget | ts.CreateSourceFileOptions): ts.SourceFile {
  const known = parsedTexts.get(name);
  if (known?.text === text) return known;
  const file = versioned(ts.createSourceFile(name, text, target, true));
  parsedTexts.set(name, file);
  return file;
}

function parsed(name: string, parse: () => ts.SourceFile | undefined): ts.SourceFile | undefined {
  const changed = statSync(name, { throwIfNoEntry: false })?.mtimeMs;
  if (changed === undefined) return parse();
  const known = parsedFiles.get(name);
  if (known?.changed === changed) return known.file;
  const file = parse();
  if (file !== undefined) parsedFiles.set(name, { file: versioned(file), changed });
  return file;
}

/** tsc's builder asks a file for its version, by which it knows whether the file has changed. */
function versioned(file: ts.SourceFile): ts.SourceFile {
  return Object.assign(file, { version: file.text });
}
