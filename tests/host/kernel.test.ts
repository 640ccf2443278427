/** The kernel's locks, scheduler, timers and heap as host programs under sanitizers, on simulated machines. */
import { afterAll, expect, test } from "vitest";
import { type CodeAddress, encodeTable } from "../../scripts/symbols/encode.js";
import { fileName, functionName } from "../../scripts/symbols/names.js";
import { outputOf, simulated, threads, Workshop } from "./kernel/build.js";

const workshop = new Workshop();
afterAll(() => workshop.close());

test.each(["scheduler", "waiting", "timers", "tasks", "calls", "heap"])("%s", async (name) => {
  expect(await outputOf(await workshop.build(name, simulated))).toBe("ok\n");
});

test("locks, heap and timers are safe between CPUs that run at once", async () => {
  expect(await outputOf(await workshop.build("races", threads))).toBe("ok\n");
});

const start = { name: "Vcpu.start", file: "src/vmm/vcpu.ts" };
const boot = { name: "boot", file: "runtime-c/start/kernel_main.c" };
const code: readonly CodeAddress[] = [
  { address: 0x1000, places: [{ ...boot, line: 30 }] },
  { address: 0x100c, places: [{ ...boot, line: 12 }] },
  {
    address: 0x9000,
    places: [
      { ...boot, line: 700 },
      { ...start, line: 41 },
    ],
  },
  { address: 0x9010, places: [{ ...start, line: 3000 }] },
];

test("a panic finds the names and places that the build put into the image", async () => {
  const program = await workshop.build("symbols", simulated);
  const table = workshop.file("table", encodeTable(code, 4));
  const asked = ["0xfff", "0x1000", "0x1003", "0x1004", "0x100f", "0x9000", "0x9004", "0x9010", "0xffffff"];
  expect((await outputOf(program, [table, ...asked])).trimEnd().split("\n")).toEqual([
    "",
    "boot (runtime-c/start/kernel_main.c:30)",
    "boot (runtime-c/start/kernel_main.c:30)",
    "boot (runtime-c/start/kernel_main.c:0)",
    "boot (runtime-c/start/kernel_main.c:12)",
    "boot (runtime-c/start/kernel_main.c:700), Vcpu.start (src/vmm/vcpu.ts:41)",
    "Vcpu.start (src/vmm/vcpu.ts:0)",
    "Vcpu.start (src/vmm/vcpu.ts:3000)",
    "Vcpu.start (src/vmm/vcpu.ts:0)",
  ]);
  expect(await outputOf(program, [workshop.file("none", Uint8Array.of(0)), "0x1000"])).toBe("\n");
});

test.each([
  ["vmm_Vcpu_start", "src/vmm/vcpu.ts", "Vcpu.start"],
  ["vmm_createVm", "src/vmm/create-vm.ts", "createVm"],
  ["commands_vm_runStart_closure_2", "src/shell/commands/vm/start.ts", "runStart.closure"],
  ["ts_boot_fdt_read", "src/boot/fdt/reader.ts", "read"],
  ["sync_once.constprop.0", "runtime-c/sync/waiters.c", "sync_once"],
])("%s of %s is %s", (symbol, file, name) => {
  expect(functionName(symbol, file)).toBe(name);
});

test("file names are given from the innermost root", () => {
  const roots = ["/project/build", "/project"];
  expect(fileName("/project/build/src/vmm/vcpu.ts", roots)).toBe("src/vmm/vcpu.ts");
  expect(fileName("/project/runtime-c/heap/heap.c", roots)).toBe("runtime-c/heap/heap.c");
  expect(fileName("/project/build", roots)).toBe("build");
  expect(fileName("/usr/include/a.h", roots)).toBe("/usr/include/a.h");
  expect(fileName("src/main.ts", roots)).toBe("src/main.ts");
});
