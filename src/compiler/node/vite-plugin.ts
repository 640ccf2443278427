/** For Vite and vitest: files of the subset run on Node with C's integer semantics. */
import path from "node:path";
import * as ts from "typescript";
import type { Plugin } from "vite";
import { repositoryRoot } from "../frontend/program.js";
import type { Profile } from "../hir/nodes.js";
import { emitModule, emittableProgram, laneOptions, type EmittedModule } from "./emit.js";

export interface VitePluginOptions {
  /** Files of the subset, as tsc's `include` has them (`src/device/**`), relative to `root`; all others are left alone. */
  readonly include: readonly string[];
  readonly exclude?: readonly string[];
  /** Folder of the project; the current one unless given. Places in traps are relative to it. */
  readonly root?: string;
  /** What `number` is; `host`, JavaScript's own, unless given. */
  readonly profile?: Profile;
}

/** Runs before Vite's own step, which would take the types away. */
export function tsvisor(options: VitePluginOptions): Plugin {
  const modules = new SubsetModules(options);
  return {
    name: "tsvisor",
    enforce: "pre",
    transform(code, id) {
      const [file = id] = id.split("?", 1);
      const emitted = modules.emit(path.resolve(file), code);
      return emitted === null ? null : { code: emitted.code, map: emitted.map };
    },
  };
}

/** The project's files of the subset, checked together; checked again when one has changed. */
export class SubsetModules {
  private readonly root: string;
  private readonly profile: Profile;
  private readonly files: ReadonlySet<string>;
  /** Texts as Vite has them, by file. */
  private readonly sources = new Map<string, string>();
  private program: ts.Program | null = null;

  constructor({ include, exclude = [], root = process.cwd(), profile = "host" }: VitePluginOptions) {
    this.root = path.resolve(root);
    this.profile = profile;
    this.files = new Set(ts.sys.readDirectory(this.root, [".ts"], exclude, include).map((file) => path.resolve(file)));
  }

  /** Null for a file that is not of the subset. */
  emit(file: string, code: string): EmittedModule | null {
    if (!this.files.has(file)) return null;
    const known = this.program?.getSourceFile(file)?.text;
    if (known === undefined || known !== code) this.check(file, code);
    return this.program === null ? null : emitModule(this.program, file, laneOptions(this.profile, this.root));
  }

  private check(file: string, code: string): void {
    if (ts.sys.readFile(file) === code) this.sources.delete(file);
    else this.sources.set(file, code);
    const old = this.program ?? undefined;
    this.program = emittableProgram([...this.files], this.sources, this.profile, old);
  }
}

/** This repository's own device code, for its own tests. */
export function deviceCode(include: readonly string[], exclude: readonly string[]): Plugin {
  return tsvisor({ include, exclude, root: repositoryRoot, profile: "device" });
}
