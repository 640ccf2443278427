/** Tests of the compiler: a program does the same on Node and in C, traps in C, or is refused. */
import { expect, test } from "vitest";
import { compileText, endingsWithoutMemory, filesOf, runAsC } from "./harness/c-lane.js";
import { runOnNode, uncaughtCode } from "./harness/node-lane.js";
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

/** Whichever allocation of the program fails, it ends in order and leaks nothing. */
export function survivesOutOfMemory(title: string, source: string): void {
  test.concurrent(`without memory: ${title}`, async () => {
    const [usual, ...failing] = await endingsWithoutMemory(programText(source), 300);
    expect(usual?.code).toBe(0);
    expect(failing.length).toBeGreaterThan(0);
    const wrong = failing.filter(({ stderr, code }) => (code !== 0 && code !== uncaughtCode) || /leak|ERROR|runtime error/.test(stderr));
    expect(wrong).toEqual([]);
  });
}

/** `check` sees the C of the program's own functions, whose names contain `name`. */
export function inC(title: string, name: string, source: string, check: (c: string) => void): void {
  test.concurrent(`in C: ${title}`, () => {
    const text = [...filesOf(programText(source), false)].find(([file]) => file.endsWith("program.c") && file !== "program.c")?.[1] ?? "";
    const functions = text.split(/^(?=\S[^\n]*\)\n\{)/m).filter((part) => part.split("(")[0]?.includes(name));
    expect(functions.length).toBeGreaterThan(0);
    check(functions.join("\n"));
  });
}
