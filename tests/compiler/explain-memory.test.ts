/** The report on counts, allocations and copies, and what it has to say about the hypervisor's exit path. */
import { join } from "node:path";
import { expect, test } from "vitest";
import { compile, renderDiagnostic, renderMemory, unsafeFields, type MemoryReport } from "../../src/compiler/index.js";
import { compileText } from "./harness/c-lane.js";
import { programText } from "./harness/program.js";
import { root } from "./harness/toolchain.js";

function reportOf(source: string): MemoryReport {
  const { diagnostics, explainMemory } = compileText(programText(source), true, "device");
  const report = explainMemory();
  if (report === null) throw new Error(diagnostics.map(renderDiagnostic).join("\n"));
  return report;
}

/** What the report says of one function: kind, object and reason of each event. */
function eventsOf(source: string, name: string): readonly string[] {
  const found = reportOf(source).functions.find((f) => f.name === name);
  if (found === undefined) throw new Error(`no function ${name}`);
  return found.events.map(({ kind, what, why }) => `${kind} ${what}: ${why}`);
}

const boxes = `
  class Box { constructor(readonly name: string, public next: Box | null) {} }
  class Shelf { top: Box | null = null; }
  function make(name: string): Box { return new Box(name, null); }
  function lookAt(box: Box): u32 { return box.name.length; }
  function put(shelf: Shelf, box: Box): void { shelf.top = box; }
  function second(shelf: Shelf): Box | null { return shelf.top?.next ?? null; }
  function label(box: Box): string { return \`<\${box.name}>\`; }
  const shelf = new Shelf();
  put(shelf, make("a"));
  print(\`\${lookAt(make("b"))} \${second(shelf) === null} \${label(make("c"))}\`);
`;

test("a function that only looks at what it is given does nothing of the kind", () => {
  expect(eventsOf(boxes, "lookAt")).toEqual([]);
});

test("an allocation says what becomes of the object", () => {
  expect(eventsOf(boxes, "make")).toEqual(["allocation a new Box: returned"]);
});

test("a text that is put together is a copy", () => {
  expect(eventsOf(boxes, "label")).toEqual(["copy string concat: returned"]);
});

test("storing a parameter counts it, and releases what was there", () => {
  expect(eventsOf(boxes, "put")).toEqual(["retain box: stored in `shelf->top`, and what was there is released"]);
});

test("what a container does with its elements is told as well", () => {
  const events = eventsOf(
    `
  class Box { n: u32 = 0; }
  function keep(boxes: Box[], box: Box): void { boxes.push(box); }
  const boxes: Box[] = [];
  keep(boxes, new Box());
  print(\`\${boxes.length}\`);
`,
    "keep",
  );
  expect(events).toContain("retain an element (array push): the container keeps it");
});

test("a result that is read out of an object is counted for the caller", () => {
  expect(eventsOf(boxes, "second").some((event) => event.startsWith("retain"))).toBe(true);
});

/** A part that is exchanged under a lock, with two ways to use it there; `swap` is what the second one calls. */
const guarded = (swap: string): string => `
  import { SpinLock, Task } from "../../src/std/index.js";
  class Part { n: u32 = 1; }
  class Machine {
    readonly lock = new SpinLock();
    /** @guarded lock */
    part: Part | null = new Part();
    look(): u32 {
      const interrupts = this.lock.lock();
      const n = this.part === null ? 0 : count(this.part);
      this.lock.unlock(interrupts);
      return n;
    }
    use(): u32 {
      const interrupts = this.lock.lock();
      const n = this.part === null ? 0 : countAfter(this.part, this);
      this.lock.unlock(interrupts);
      return n;
    }
  }
  function count(part: Part): u32 { return part.n; }
  function countAfter(part: Part, machine: Machine): u32 { ${swap} return part.n; }
  const machine = new Machine();
  const task = new Task("a", 1n, 8, () => { machine.use(); });
  task.start();
  print(\`\${machine.look()} \${machine.use()}\`);
`;

test("what a guarded field holds is lent to a call under its lock", () => {
  expect(eventsOf(guarded(""), "Machine.look")).toEqual([]);
  expect(eventsOf(guarded(""), "Machine.use")).toEqual([]);
});

test("it is counted for a call that changes the field, or gives the lock back meanwhile", () => {
  const [changed, unlocked] = ["machine.part = null;", "machine.lock.unlock(0n); machine.lock.lock();"].map((swap) => guarded(swap));
  for (const source of [changed ?? "", unlocked ?? ""]) {
    expect(eventsOf(source, "Machine.look")).toEqual([]);
    expect(eventsOf(source, "Machine.use").some((event) => event.startsWith("retain"))).toBe(true);
  }
});

test("as text: a file, its functions, the events with their places, and the totals", () => {
  const text = renderMemory(reportOf(boxes));
  expect(text).toContain("tests/compiler/program.ts\n");
  expect(text).toMatch(/ {2}make \(line 4\): 1 allocation\n {4}tests\/compiler\/program\.ts:4 {2}allocation {2}a new Box: returned/);
  expect(text.trimEnd()).toMatch(/\n\d+ functions, \d+ with events: \d+ allocations?, /);
});

const hypervisor = compile([join(root, "src/main.ts")], { root, profile: "device", emit: { lines: true, nativeHeader: "tsvisor.h" } });

test("nothing that C calls while guests run allocates, copies or counts", () => {
  const { functions } = hypervisor.explainMemory() ?? { functions: [] };
  const onPath = functions.filter(({ exports }) => exports.some((name) => name.startsWith("vmm_")));
  expect(onPath.length).toBeGreaterThan(100);
  expect(onPath.filter(({ events }) => events.length > 0).map(({ name, events }) => ({ name, events }))).toEqual([]);
});

test("the report sees what is not on that path", () => {
  const { functions } = hypervisor.explainMemory() ?? { functions: [] };
  const creating = functions.find(({ name }) => name === "createVm");
  expect(creating?.exports).toEqual(["tsvisor_main"]);
  expect(creating?.events.length).toBeGreaterThan(0);
});

test("the hypervisor lets few fields off from the check for races, each with its reason", () => {
  if (hypervisor.program === null) throw new Error("refused");
  const unsafe = unsafeFields(hypervisor.program);
  expect(unsafe.map(({ name }) => name)).toContain("Vcpu.state");
  expect(unsafe.length).toBeLessThan(40);
  expect(unsafe.filter(({ reason }) => reason.length < 10)).toEqual([]);
});
