/**
 * The programs of one test file, built together: each is a module of its own, the compiler sees all of them at once, every C compiler
 * makes one executable, and each run of that initialises the library and one of the modules. `TSVISOR_TEST_ALONE` gives each program an
 * executable of its own, for whoever looks for a fault.
 */
import { join } from "node:path";
import { renderDiagnostic, type CompileResult, compile, type Profile } from "../../../src/compiler/index.js";
import type { HirFunction } from "../../../src/compiler/hir/nodes.js";
import { CheckedNodeLane } from "./checked-node-lane.js";
import { buildFiles, removeBuild, type Build } from "./c-lane.js";
import { root, runProgram, toolchains, type Ending } from "./toolchain.js";

/** Where program `n` pretends to be, so that it finds the standard library. */
function pathOf(n: number): string {
  return join(root, `tests/compiler/program-${n}.ts`);
}

const moduleName = /(^|\/)program-(\d+)$/;

/** What became of the programs: an executable for each toolchain, or why there is none. */
interface Built {
  readonly builds: readonly Build[];
  /** Programs that the compiler refuses, by number. */
  readonly refusals: ReadonlyMap<number, string>;
}

export class Batch {
  private readonly texts: string[] = [];
  private built: Promise<Built> | null = null;
  private checkedNode: CheckedNodeLane | null = null;

  constructor(private readonly profile: Profile) {}

  /** Gives the program's number. All are added before the first one runs. */
  add(text: string): number {
    return this.texts.push(text) - 1;
  }

  /** Runs program `n` on Node with C's integer semantics. */
  onCheckedNode(n: number): Ending {
    this.checkedNode ??= new CheckedNodeLane(this.sourcesOf(this.texts.map((_, i) => i)), this.profile);
    return this.checkedNode.run(pathOf(n));
  }

  /** Runs program `n` as every toolchain built it; each must do the same. Gives the first one's ending. */
  async run(n: number): Promise<Ending> {
    const [first, ...others] = await Promise.all((await this.buildsFor(n)).map((build) => runProgram(build.program, { PROGRAM: `${n}` })));
    if (first === undefined) throw new Error("no toolchain");
    const other = others.find((one) => one.stdout !== first.stdout || one.code !== first.code);
    if (other !== undefined) throw new Error(`compilers differ:\n${JSON.stringify([first, other])}`);
    return first;
  }

  /** Runs program `n` once for each of its allocations, at most `atMost`, which fails. @returns what went wrong, by allocation */
  async runWithoutMemory(n: number, atMost: number): Promise<Ending> {
    const build = (await this.buildsFor(n)).find(({ toolchain }) => toolchain.sanitizes);
    if (build === undefined) throw new Error("no toolchain with sanitizers");
    return runProgram(build.program, { PROGRAM: `${n}`, RT_FAIL_EACH: `${atMost}` });
  }

  /** Takes the executables away. No program runs afterwards. */
  async remove(): Promise<void> {
    const built = await this.built?.catch(() => null);
    built?.builds.forEach(removeBuild);
  }

  private async buildsFor(n: number): Promise<readonly Build[]> {
    if (process.env["TSVISOR_TEST_ALONE"] !== undefined) return (await this.build([n])).builds;
    this.built ??= this.build(this.texts.map((_, i) => i));
    const { builds, refusals } = await this.built;
    const refusal = refusals.get(n);
    if (refusal !== undefined) throw new Error(refusal);
    return builds;
  }

  private async build(numbers: readonly number[]): Promise<Built> {
    const whole = this.compile(numbers);
    const refusals = whole.program === null ? this.refusals(numbers) : new Map<number, string>();
    if (refusals.size === numbers.length) return { builds: [], refusals };
    const result = refusals.size === 0 ? whole : this.compile(numbers.filter((n) => !refusals.has(n)));
    if (result.program === null) throw new Error(`refused together:\n${result.diagnostics.map(renderDiagnostic).join("\n")}`);
    const files = new Map([...result.files, ["select.c", selection(result.program.modules)]]);
    return { builds: await Promise.all(toolchains.map((toolchain) => buildFiles(files, toolchain))), refusals };
  }

  private sourcesOf(numbers: readonly number[]): ReadonlyMap<string, string> {
    return new Map(numbers.map((n) => [pathOf(n), this.texts[n] ?? ""]));
  }

  private compile(numbers: readonly number[]): CompileResult {
    const sources = this.sourcesOf(numbers);
    return compile([...sources.keys()], { root, profile: this.profile, sources, emit: { lines: true, nativeHeader: null } });
  }

  private refusals(numbers: readonly number[]): ReadonlyMap<number, string> {
    const found = new Map<number, string>();
    for (const n of numbers) {
      const { program, diagnostics } = this.compile([n]);
      if (program === null) found.set(n, `refused:\n${diagnostics.map(renderDiagnostic).join("\n")}`);
    }
    return found;
  }
}

interface NamedModule {
  readonly name: string;
  readonly initialise: HirFunction;
}

/** C that initialises what all programs share and then the one that the environment names. */
export function selection(modules: readonly NamedModule[]): string {
  const running = modules.filter(({ initialise }) => initialise.body.length > 0);
  const numberOf = ({ name }: NamedModule): string | undefined => moduleName.exec(name)?.[2];
  const call = ({ initialise }: NamedModule, give: string): string =>
    initialise.mayThrow ? `if (!${initialise.id}()) return false;${give}` : `${initialise.id}();${give}`;
  return [
    "#include <stdlib.h>",
    '#include "program.h"',
    "#undef program_initialise",
    "bool program_initialise(void)",
    "{",
    ...running.filter((module) => numberOf(module) === undefined).map((module) => `\t${call(module, "")}`),
    '\tswitch (atoi(getenv("PROGRAM"))) {',
    ...running.flatMap((module) => {
      const number = numberOf(module);
      return number === undefined ? [] : [`\tcase ${number}: ${call(module, " return true;")}`];
    }),
    "\tdefault: return true;",
    "\t}",
    "}",
    "",
  ].join("\n");
}
