/** A machine for VM tests on Node: simulated RAM, files, and vCPU tasks that a test runs by hand. */
import { vi } from "vitest";
import { VcpuContext } from "../../../src/arch/aarch64/vcpu-context.js";
import { parseVmConfig } from "../../../src/config/parse-vm-config.js";
import type { VmConfig } from "../../../src/config/vm-config.js";
import { DirectoryNode, FileNode, FileTree } from "../../../src/fs/file-tree.js";
import { addPhysicalMemory } from "../../../src/memory/physical-memory.js";
import type { Task } from "../../../src/std/index.js";
import { configText, kernel } from "./config-text.js";
import { simulated } from "../../../src/std/node/simulated-memory.js";

export const ramBase = 0x4000_0000n;
export const ramBytes = 64 << 20;
/** Once for each test file: the allocator keeps its books between tests. */
export const ram = simulated.addRam(ramBase, ramBytes);
addPhysicalMemory(ramBase, BigInt(ramBytes));

export function parse(changes: Record<string, string> = {}): VmConfig {
  return parseVmConfig("/guests/test.toml", new TextEncoder().encode(configText(changes)));
}

/** Files in /guests, beside the configuration. */
export function filesWith(files: Record<string, Uint8Array>): FileTree {
  const root = new DirectoryNode("");
  const guests = new DirectoryNode("guests");
  root.children.set("guests", guests);
  for (const [name, bytes] of Object.entries(files)) guests.children.set(name, new FileNode(name, bytes));
  return new FileTree(root);
}

export const files = filesWith({ "kernel.bin": kernel });

/** What each guest does when its vCPU runs, by turns; a turn that does nothing is a stay in the guest that an interrupt ended. */
let turns: ((context: VcpuContext) => void)[] = [];
let ranWithoutTurn = 0;

vi.spyOn(VcpuContext.prototype, "run").mockImplementation(function (this: VcpuContext) {
  const turn = turns.shift();
  if (turn === undefined && ++ranWithoutTurn > 100) throw new Error("the guest runs for ever");
  turn?.(this);
});

export function guestDoes(...steps: ((context: VcpuContext) => void)[]): void {
  turns = steps;
  ranWithoutTurn = 0;
}

/** Runs the body of a vCPU's task until it would sleep. True: it has ended. */
export function runTask(task: Task): boolean {
  try {
    task["body"]();
    return true;
  } catch (error) {
    if (error instanceof Error && error.message.startsWith("deadlock")) return false;
    throw error;
  }
}
