/**
 * For editors: `"plugins": [{ "name": "tsvisor/bin/editor-plugin" }]` in tsconfig.json. The language service shows what our compiler refuses beside tsc's
 * own errors, as one types.
 */
import path from "node:path";
import type * as ts from "typescript";
import type { Diagnostic } from "../diagnostics/diagnostic.js";
import type { Profile } from "../hir/nodes.js";
import { lowerProgram } from "../lower-program.js";
import { tscDiagnostic } from "./tsc-diagnostic.js";

/** The entry in tsconfig.json. */
export interface EditorConfig {
  readonly profile?: Profile;
  /** Folders that hold the subset, relative to the project; all of it unless given. */
  readonly include?: readonly string[];
}

/** What the language service gives to a plugin; the part that we use. */
export interface PluginInfo {
  readonly languageService: ts.LanguageService;
  readonly languageServiceHost: Pick<ts.LanguageServiceHost, "getCurrentDirectory">;
  readonly config: EditorConfig;
}

/** The language service with our diagnostics among the semantic ones. */
export function create({ languageService, languageServiceHost, config }: PluginInfo): ts.LanguageService {
  const root = languageServiceHost.getCurrentDirectory();
  const seen = new Map<string, Checked>();
  const ours = (name: string): ts.Diagnostic[] => {
    const program = languageService.getProgram();
    const file = program?.getSourceFile(name);
    if (program === undefined || file === undefined || !concerns(name, root, config)) return [];
    const sources = openSources(program, root);
    const known = seen.get(name);
    const checked = known !== undefined && sameTexts(known.sources, sources) ? known : check(name, root, sources, config);
    seen.set(name, checked);
    return checked.diagnostics.filter(({ place }) => isIn(place, name, root)).map((diagnostic) => tscDiagnostic(diagnostic, file));
  };
  return { ...languageService, getSemanticDiagnostics: (name) => [...languageService.getSemanticDiagnostics(name), ...ours(name)] };
}

interface Checked {
  readonly sources: ReadonlyMap<string, string>;
  readonly diagnostics: readonly Diagnostic[];
}

function concerns(name: string, root: string, { include }: EditorConfig): boolean {
  if (name.includes("/node_modules/") || name.endsWith(".d.ts")) return false;
  return include === undefined || include.some((folder) => name.startsWith(`${path.resolve(root, folder)}/`));
}

/** The project's files as they are in the editor. */
function openSources(program: ts.Program, root: string): ReadonlyMap<string, string> {
  const own = program.getSourceFiles().filter((file) => !file.isDeclarationFile && file.fileName.startsWith(`${root}/`));
  return new Map(own.map((file) => [file.fileName, file.text]));
}

function sameTexts(a: ReadonlyMap<string, string>, b: ReadonlyMap<string, string>): boolean {
  return a.size === b.size && [...a].every(([name, text]) => b.get(name) === text);
}

/** tsc's own errors are shown by tsc: where there are any, ours wait. */
function check(name: string, root: string, sources: ReadonlyMap<string, string>, { profile = "host" }: EditorConfig): Checked {
  const { diagnostics } = lowerProgram([name], { root, sources, profile, whole: true });
  return { sources, diagnostics: diagnostics.filter(({ code }) => code.startsWith("K")) };
}

function isIn(place: Diagnostic["place"], name: string, root: string): boolean {
  return place !== null && path.resolve(root, place.file) === name;
}
