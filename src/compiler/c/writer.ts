/** The body of one C function as it is written: lines, variables, scopes, and where a thrown error goes. */
import type { Block, Expression, HirFunction, HirType, Local, Operation, Place } from "../hir/nodes.js";
import { namedFunctions, walkBlock } from "../hir/walk.js";
import type { CModule } from "./module.js";
import { LocalNames } from "./names.js";
import type { CProgram } from "./program.js";
import { LoopCache } from "./loop-cache.js";
import type { FunctionPlan } from "./plan.js";
import type { CachedArray, ExpressionScope } from "./scope.js";
import { cType, declared, zero } from "./types.js";

/** How the function reports its result and a thrown error. */
export interface Convention {
  /** Returns bool, the result by a last pointer. */
  readonly status: boolean;
  readonly result: HirType;
}

/** Leaves a statement on the way to somewhere else. */
export type Jump = { readonly kind: "break" | "continue"; readonly label: number } | { readonly kind: "return" };

/** A loop, switch or labelled block that can be left. */
export interface JumpTarget {
  readonly label: number;
  /** For its C labels. */
  readonly number: number;
  /** Scopes and `finally`s open outside it. */
  readonly depth: number;
  readonly finallyDepth: number;
  /** C's own `break` means it while it is the innermost. */
  readonly breakable: boolean;
  readonly loop: boolean;
  /** C's own `continue` does what TypeScript's does. */
  readonly plainContinue: boolean;
  breakUsed: boolean;
  continueUsed: boolean;
  /** Some `break`, plain ones too, leaves it. */
  left: boolean;
}

/** A `finally` that every way out of its `try` has to pass. */
export interface FinallyFrame {
  readonly number: number;
  readonly depth: number;
  /** Jumps that pass it; their numbers are their positions + 2. */
  readonly exits: Jump[];
}

class NeedsCleanup extends Error {}

/** Thrown when the first attempt without a cleanup label finds that it needs one; made once, since making one collects the stack. */
export const needsCleanup = new NeedsCleanup();

/** What is `hoisted` goes before `lines`, which are in the order of the C text. */
export class FunctionWriter implements ExpressionScope {
  readonly lines: string[] = [];
  /** Declarations at the top of the function. */
  readonly hoisted: string[] = [];
  /** Everything hoisted that owns a count. */
  readonly owned: string[] = [];
  readonly targets: JumpTarget[] = [];
  readonly finallyFrames: FinallyFrame[] = [];
  /** The next statement can be reached. */
  reachable = true;
  /** How many `goto cleanup` there are. */
  cleanupJumps = 0;
  /** The variable `returned` exists. */
  returned = false;
  /** Something is stored where the result goes. */
  isResultNamed = false;
  private depth = 1;
  private readonly scopes: string[][] = [[]];
  private readonly handlers: { readonly label: string; used: boolean }[] = [];
  private readonly names: LocalNames;
  private readonly texts = new Map<Local, string>();
  /** C names of the entries that first lookups have found. */
  readonly foundEntries = new Map<Operation, string>();
  /** Arrays whose memory and length have variables in the loops around the next statement. */
  private readonly caches = new Map<Local, LoopCache>();
  private counter = 0;

  /** @param direct returns at once everywhere: right only while nothing is owned */
  constructor(
    readonly module: CModule,
    readonly source: HirFunction,
    readonly convention: Convention,
    readonly plan: FunctionPlan,
    readonly direct: boolean,
  ) {
    this.names = new LocalNames(module.program.fileScope);
    if (module.program.hasClosureForm(source)) this.names.unique("self");
  }

  get program(): CProgram {
    return this.module.program;
  }

  string(text: string): string {
    return this.module.string(text);
  }

  place(at: Place): string {
    return this.module.place(at);
  }

  // ---- lines ----

  /** Indented as deep as blocks are open. */
  line(text: string): void {
    this.lines.push(`${"\t".repeat(this.depth)}${text}`);
  }

  /** A line of this block before what was written since there were `position` lines. */
  insertLine(position: number, text: string): void {
    this.lines.splice(position, 0, `${"\t".repeat(this.depth)}${text}`);
  }

  /** A label in the margin of the enclosing block. */
  label(name: string): void {
    this.lines.push(`${"\t".repeat(this.depth - 1)}${name}:;`);
    this.reachable = true;
  }

  /** A line that opens a block: `if (x) {`. */
  open(text: string): void {
    this.line(text);
    this.depth++;
  }

  /** After a line that opens a block as it closes one. */
  indent(): void {
    this.depth++;
  }

  close(text: string): void {
    this.depth--;
    this.line(text);
  }

  /** `#line` for the statement at `at`. */
  sourceLine(at: Place): void {
    if (!this.program.options.lines) return;
    this.lines.push(`#line ${at.line} ${this.module.quoted(at.file)}`);
  }

  /** From 1, once each in this function: for labels and names. */
  number(): number {
    return ++this.counter;
  }

  // ---- names ----

  local(local: Local): string {
    const text = this.texts.get(local);
    if (text === undefined) throw new Error(`${this.source.name}: ${local.name} is used before its declaration`);
    return text;
  }

  /** Of a block that cannot be reached nothing is written but whom it names: C compilers warn of what nobody uses. */
  leaveOut(block: Block): void {
    const named = new Set<string>();
    const name = (node: Operation | Expression): void => {
      const local = node.kind === "local" ? this.texts.get(node.local) : undefined;
      if (local !== undefined) named.add(local);
      for (const f of namedFunctions(node)) {
        named.add(f.id);
        if (this.program.isUsedAsValue(f)) named.add(this.program.closureValue(f));
      }
    };
    walkBlock(block, { operation: name, expression: name });
    for (const text of named) this.line(`(void)${text};`);
  }

  /** Gives the local a C name. */
  declare(local: Local): string {
    const name = this.names.unique(local.name);
    this.texts.set(local, name);
    return name;
  }

  /** Lets the local be read by another text than a name. */
  bind(local: Local, text: string): void {
    this.texts.set(local, text);
  }

  /** Until `dropCache`, the array's memory and length are read from variables, once they are needed. */
  cacheArray(local: Local): LoopCache {
    const cache = new LoopCache(local, this);
    this.caches.set(local, cache);
    return cache;
  }

  dropCache(local: Local): void {
    this.caches.delete(local);
  }

  cachedArray(local: Local): CachedArray | null {
    return this.caches.get(local) ?? null;
  }

  /** A C name that nothing in this function has or gets. */
  unique(wanted: string): string {
    return this.names.unique(wanted);
  }

  // ---- variables ----

  /** A variable of the whole function. */
  hoist(declaration: string): void {
    this.hoisted.push(declaration);
  }

  /** Makes `lvalue`, NULL now, one that its scope releases; `hoisted` is its declaration at the function's top. */
  own(lvalue: string, declaration: string): void {
    if (this.direct) throw needsCleanup;
    this.hoist(declaration);
    this.owned.push(lvalue);
    this.scopes.at(-1)?.push(lvalue);
  }

  /** An owned variable that is released at the function's end alone. */
  ownForFunction(name: string, type: HirType): void {
    if (this.direct) throw needsCleanup;
    this.hoist(`${declared(type, name)} = NULL;`);
    this.owned.push(name);
  }

  /** An owned variable that the statement itself empties again; only an error finds it full. */
  temporary(type: HirType, wanted: string): string {
    const name = this.names.unique(wanted);
    this.ownForFunction(name, type);
    return name;
  }

  /** A new scalar in this block, set to zero. */
  scalarVariable(type: HirType, wanted: string): string {
    const name = this.names.unique(wanted);
    this.line(`${cType(type)} ${name} = ${zero(type)};`);
    return name;
  }

  // ---- scopes ----

  /** For `releaseDownTo`. */
  get scopeDepth(): number {
    return this.scopes.length;
  }

  /** Variables that are owned from now on are its own, until `leaveScope`. */
  enterScope(): void {
    this.scopes.push([]);
  }

  /** Ends the scope; falling out of it releases what it owns. */
  leaveScope(): void {
    const scope = this.scopes.pop() ?? [];
    if (this.reachable) this.releaseAll(scope);
  }

  /** Releases what the scopes opened since `depth` own: on a jump out of them. */
  releaseDownTo(depth: number): void {
    for (let i = this.scopes.length - 1; i >= depth; i--) this.releaseAll(this.scopes[i] ?? []);
  }

  releaseAll(lvalues: readonly string[]): void {
    for (const lvalue of lvalues) this.release(lvalue);
  }

  /** The variable is NULL afterwards, so that a second release does no harm. */
  release(lvalue: string): void {
    this.line(`rt_release(${lvalue});`);
    this.line(`${lvalue} = NULL;`);
  }

  /** The scope's variable is empty, or will be at once, and stays so: its end need not release it. False: it owns nothing. */
  endOwnership(lvalue: string): boolean {
    const scope = this.scopes.at(-1);
    const position = scope?.indexOf(lvalue) ?? -1;
    if (position >= 0) scope?.splice(position, 1);
    return position >= 0;
  }

  // ---- errors ----

  /** An error goes to a handler of this function, not to the caller. */
  get insideTry(): boolean {
    return this.handlers.length > 0;
  }

  /** Until `popHandler`, errors go to `label`. */
  pushHandler(label: string): void {
    this.handlers.push({ label, used: false });
  }

  /** True when something threw to it. */
  popHandler(): boolean {
    return this.handlers.pop()?.used ?? false;
  }

  /** What to do when an error is pending. */
  throwText(): string {
    const handler = this.handlers.at(-1);
    if (handler !== undefined) {
      handler.used = true;
      return `goto ${handler.label};`;
    }
    if (this.direct) return this.convention.status ? "return false;" : this.impossibleThrow();
    this.cleanupJumps++;
    return "goto cleanup;";
  }

  /** To the function's end, where everything that it owns is released. */
  goToCleanup(): void {
    this.cleanupJumps++;
    this.line("goto cleanup;");
  }

  /** Leaves for the handler when `test` holds. */
  throwIf(test: string): void {
    this.open(`if (${test})`);
    this.line(this.throwText());
    this.depth--;
  }

  private impossibleThrow(): never {
    throw new Error(`${this.source.name} throws, but was found not to`);
  }
}
