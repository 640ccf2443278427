/** Checks that a program in the intermediate form means something: run in tests after lowering, so that no wrong C hides a wrong form. */
import { isCompatible } from "./compatible.js";
import type { Block, Expression, HirFunction, HirProgram, HirType, Local, Place, Statement, Target, Value } from "./nodes.js";
import { hirTypeText } from "./type-text.js";
import { perFunction } from "./per-function.js";
import { expressionProblem, operationProblem } from "./verify-values.js";
import { innerBlocks, isOperation, operationInputs, statementValue, targetInputs, walkExpression } from "./walk.js";

/** Throws an error that lists what is wrong, by function and place. */
export function verifyProgram(program: HirProgram): void {
  const functions = new Set<HirFunction>(
    program.modules.flatMap((m) => [m.initialise, ...m.functions, ...m.classes.flatMap((c) => [...c.methods.values()])]),
  );
  const problems = [...functions].flatMap(problemsOf);
  if (problems.length > 0) throw new Error(`the intermediate form is wrong:\n${problems.join("\n")}`);
}

/** Of other functions it looks only at their types, which stay as they are. */
const problemsOf = perFunction((f): readonly string[] => {
  const problems: string[] = [];
  new FunctionCheck(f, problems).run();
  return problems;
});

class FunctionCheck {
  /** Locals that can be read here: parameters, captures, and what enclosing blocks have declared. */
  private readonly visible = new Set<Local>();
  private readonly labels = new Set<number>();

  constructor(
    private readonly f: HirFunction,
    private readonly problems: string[],
  ) {}

  run(): void {
    for (const local of [...this.f.parameters, ...this.f.captures]) this.visible.add(local);
    this.block(this.f.body);
  }

  private problem(at: Place, text: string | null): void {
    if (text !== null) this.problems.push(`${at.file}:${at.line}:${at.column}: in ${this.f.name}: ${text}`);
  }

  private block(block: Block): void {
    const declared: Local[] = [];
    for (const s of block) {
      this.statement(s);
      if (s.kind === "let") {
        declared.push(s.local);
        this.visible.add(s.local);
      }
    }
    declared.forEach((local) => this.visible.delete(local));
  }

  private statement(s: Statement): void {
    const value = statementValue(s);
    if (value !== null) this.value(value);
    if (s.kind === "let" && s.value !== null) this.compatible(s.at, `local ${s.local.name}`, s.value.type, s.local.type);
    if (s.kind === "assign") this.assign(s.target, s.value, s.at);
    if (s.kind === "return" && s.value !== null && this.f.result.kind !== "void")
      this.compatible(s.at, "result", s.value.type, this.f.result);
    if (s.kind === "break" || s.kind === "continue") this.problem(s.at, this.labels.has(s.label) ? null : `${s.kind} to an unknown label`);
    this.inside(s);
  }

  private inside(s: Statement): void {
    const label = s.kind === "loop" || s.kind === "switch" || s.kind === "block" ? s.label : null;
    if (label !== null) this.labels.add(label);
    if (s.kind === "try" && s.catch !== null) this.visible.add(s.catch.error);
    innerBlocks(s).forEach((inner) => this.block(inner));
    if (s.kind === "try" && s.catch !== null) this.visible.delete(s.catch.error);
    if (label !== null) this.labels.delete(label);
  }

  private assign(target: Target, value: Value, at: Place): void {
    for (const input of targetInputs(target)) this.expression(input);
    const type = targetType(target);
    if (type !== null) this.compatible(at, `assignment to a ${target.kind}`, value.type, type);
    if (target.kind === "local")
      this.problem(at, this.visible.has(target.local) ? null : `local ${target.local.name} is assigned outside its block`);
  }

  private value(value: Value): void {
    if (!isOperation(value)) return this.expression(value);
    this.problem(value.at, operationProblem(value));
    for (const input of operationInputs(value)) this.expression(input);
  }

  private expression(whole: Expression): void {
    walkExpression(whole, (e) => {
      this.problem(e.at, expressionProblem(e));
      if (e.kind === "local" && !this.visible.has(e.local)) this.problem(e.at, `local ${e.local.name} is read outside its block`);
    });
  }

  private compatible(at: Place, what: string, from: HirType, to: HirType): void {
    if (!isCompatible(from, to)) this.problem(at, `${what}: ${hirTypeText(from)} where ${hirTypeText(to)} is expected`);
  }
}

/** Null: by name in a class, which the C stage looks up. */
function targetType(target: Target): HirType | null {
  switch (target.kind) {
    case "local":
      return target.local.type;
    case "global":
      return target.global.type;
    case "index":
      return target.of.type.kind === "array" || target.of.type.kind === "bytes" ? target.of.type.element : null;
    case "cell":
      return target.cell.type.kind === "cell" ? target.cell.type.of : null;
    default:
      return null;
  }
}
