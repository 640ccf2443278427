/** Tests of the compiler: a program does the same on Node and in C, traps in C, survives without memory, or is refused. */
import { afterAll, expect, test } from "vitest";
import { Batch } from "./harness/batch.js";
import { compileText, filesOf } from "./harness/c-lane.js";
import { runOnNode } from "./harness/node-lane.js";
import { programText } from "./harness/program.js";
import { renderDiagnostic, type Profile } from "../../src/compiler/index.js";

/** Exit codes of `runtime-c/host/exit_codes.h`. */
const trapCode = 98;

/** A program's allocations that are made to fail: no program here makes more. */
const mostAllocations = 1000;

/** The profile of a program that names none; `TSVISOR_TEST_PROFILE=host` runs everything as programs of a host. */
const usualProfile: Profile = process.env["TSVISOR_TEST_PROFILE"] === "host" ? "host" : "device";

/** The programs of the test file that is being read, by profile. */
const batches = new Map<Profile, Batch>();

/** Of the test file that is being read: others come before and after it in the same process. */
function batchOf(profile: Profile): Batch {
  const known = batches.get(profile);
  if (known !== undefined) return known;
  const batch = new Batch(profile);
  batches.set(profile, batch);
  afterAll(() => {
    batches.delete(profile);
    return batch.remove();
  });
  return batch;
}

/**
 * `source` prints the same in C, on plain Node and on Node with our transformer, ends the same way (to the end, or with the same
 * uncaught error) and leaks nothing. `title` is the fact that this shows.
 */
export function sameOnNodeAndC(title: string, source: string, profile = usualProfile): void {
  const text = programText(source);
  const batch = batchOf(profile);
  const number = batch.add(text);
  test.concurrent(title, async () => {
    const onNode = runOnNode(text);
    expect(batch.onCheckedNode(number)).toEqual(onNode);
    expect(await batch.run(number)).toEqual(onNode);
  });
}

/** As `sameOnNodeAndC`, for a program of a host: its numbers are doubles. */
export function sameOnNodeAndHost(title: string, source: string): void {
  sameOnNodeAndC(title, source, "host");
}

/** In C the program ends with a trap whose message contains `reason`; Node with our transformer says the same, at the same place. */
export function trapsInC(title: string, reason: string, source: string, profile = usualProfile): void {
  const batch = batchOf(profile);
  const number = batch.add(programText(source));
  test.concurrent(title, async () => {
    const { stderr, code } = await batch.run(number);
    expect(stderr).toMatch(/^tests\/compiler\/program-\d+\.ts:\d+:\d+: trap: /m);
    expect(stderr).toContain(reason);
    expect(batch.onCheckedNode(number).stderr).toContain(/^tests.*trap: .*$/m.exec(stderr)?.[0]);
    expect(code).toBe(trapCode);
  });
}

/** As `trapsInC`, where JavaScript has nothing to say: a type that is not kept to. */
export function trapsInCAlone(title: string, reason: string, source: string, profile = usualProfile): void {
  const batch = batchOf(profile);
  const number = batch.add(programText(source));
  test.concurrent(title, async () => {
    const { stderr, code } = await batch.run(number);
    expect(stderr).toMatch(/^tests\/compiler\/program-\d+\.ts:\d+:\d+: trap: /m);
    expect(stderr).toContain(reason);
    expect(code).toBe(trapCode);
  });
}

/** The compiler refuses `source`, with this diagnostic first and with exactly what the snapshot beside the test has. */
export function refused(code: string, title: string, source: string, profile = usualProfile): void {
  test.concurrent(`${code}: ${title}`, ({ expect: own }) => {
    const { program, diagnostics } = compileText(programText(source), true, profile);
    own(diagnostics[0]?.code).toBe(code);
    own(program).toBeNull();
    /* Types have other names where all programs are a host's. */
    if (usualProfile === "device") own(diagnostics.map(renderDiagnostic).join("\n\n")).toMatchSnapshot();
  });
}

/** Whichever allocation of the program fails, it ends in order or with OutOfMemoryError, and leaks nothing. */
export function survivesOutOfMemory(title: string, source: string, profile = usualProfile): void {
  const batch = batchOf(profile);
  const number = batch.add(programText(source));
  test.concurrent(`without memory: ${title}`, async () => {
    expect((await batch.run(number)).code).toBe(0);
    const { stdout, stderr, code } = await batch.runWithoutMemory(number, mostAllocations);
    const [, failed = "0"] = /^(\d+) allocations failed, one at a time$/m.exec(stdout) ?? [];
    expect({ code, stderr }).toEqual({ code: 0, stderr: "" });
    expect(Number(failed)).toBeGreaterThan(0);
    expect(Number(failed)).toBeLessThan(mostAllocations);
  });
}

/** `check` sees the C of the program's own functions, whose names contain `name`. */
export function inC(title: string, name: string, source: string, check: (c: string) => void, profile = usualProfile): void {
  test.concurrent(`in C: ${title}`, () => {
    const text =
      [...filesOf(programText(source), false, profile)].find(([file]) => file.endsWith("program.c") && file !== "program.c")?.[1] ?? "";
    const functions = text.split(/^(?=\S[^\n]*\)\n\{)/m).filter((part) => part.split("(")[0]?.includes(name));
    expect(functions.length).toBeGreaterThan(0);
    check(functions.join("\n"));
  });
}
