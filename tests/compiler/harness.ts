/** Tests of the compiler: a program does the same on Node and in C, traps in C, or is refused. */
import { expect, test } from "vitest";
import { compileText, runAsC } from "./harness/c-lane.js";
import { runOnNode } from "./harness/node-lane.js";
import { programText } from "./harness/program.js";

/** Exit codes of `runtime-c/host/exit_codes.h`. */
const trapCode = 98;

/**
 * `source` prints the same in both lanes, ends the same way (to the end, or with the same uncaught error) and leaks nothing. `title` is
 * the fact that this shows.
 */
export function sameOnNodeAndC(title: string, source: string): void {
  test.concurrent(title, async () => {
    const text = programText(source);
    const onNode = runOnNode(text);
    const inC = await runAsC(text);
    expect({ ...inC, stderr: inC.stderr }).toEqual(onNode);
  });
}

/** In C the program ends with a trap whose message contains `reason`; in Node nobody looks. */
export function trapsInC(title: string, reason: string, source: string): void {
  test.concurrent(title, async () => {
    const { stderr, code } = await runAsC(programText(source));
    expect(stderr).toMatch(/^tests\/compiler\/program\.ts:\d+:\d+: trap: /m);
    expect(stderr).toContain(reason);
    expect(code).toBe(trapCode);
  });
}

/** The compiler refuses `source` with exactly this diagnostic first. */
export function refused(code: string, title: string, source: string): void {
  test.concurrent(`${code}: ${title}`, () => {
    const { program, diagnostics } = compileText(programText(source));
    expect(diagnostics.map((diagnostic) => diagnostic.code)).toContain(code);
    expect(program).toBeNull();
  });
}
