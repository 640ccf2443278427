/** The screen of `vm top`: a line for each VM, and below it one for each of its vCPUs. */
import type { u32, u64 } from "../../std/index.js";
import { sumOf } from "../../vmm/exit-reasons.js";
import type { Count } from "../../vmm/exit-reasons.js";
import { vcpuStateCode, vmStateName } from "../../vmm/vm-state.js";
import { columnsOfText } from "../editor/character-width.js";
import { sizeText } from "../size-text.js";
import { cpuLoads, sumOfRates, vcpuRates } from "./top-rates.js";
import type { Rates } from "./top-rates.js";
import type { TopSample, VmSample } from "./top-sample.js";

/** Columns of the screen; the exits' reasons take the rest. */
const width = { name: 18, state: 10, memory: 8, share: 7, count: 9 } as const;
/** Headings of the exits' reasons, by key. */
const headings: readonly (readonly [string, string])[] = [
  ["interrupt", "IRQ"],
  ["wfi", "WFI"],
  ["hvc", "HVC"],
  ["smc", "SMC"],
  ["system_register", "SYSREG"],
  ["device_access", "DEVICE"],
  ["other", "OTHER"],
];

/** Without line ends. VMs that are gone in `after` are not shown. */
export function topLines(before: TopSample, after: TopSample): string[] {
  const lines = [machineLine(before, after), "", headingLine()];
  for (const one of after.vms) lines.push(...vmLines(before, after, one));
  if (after.vms.length === 0) lines.push("No virtual machines found.");
  return lines;
}

function machineLine(before: TopSample, after: TopSample): string {
  const loads = cpuLoads(before, after).map((load, n) => `CPU ${n}: ${percent(load)}`);
  return `${loads.join("  ")}  Free memory: ${sizeText(after.freeMemory)}`;
}

function headingLine(): string {
  const fixed = left("VM", width.name) + left("STATE", width.state) + right("MEMORY", width.memory);
  const rates = right("CPU%", width.share) + right("STEAL%", width.share) + right("EXITS/S", width.count);
  return fixed + rates + headings.map(([, heading]) => right(heading, width.count)).join("");
}

function vmLines(before: TopSample, after: TopSample, one: VmSample): string[] {
  const rates = vcpuRates(before, after, one);
  const { memory, vcpus } = one.statistics;
  const title = `${one.vm.id} ${one.vm.name}`;
  const lines = [
    left(title, width.name) +
      left(vmStateName(one.vm.state), width.state) +
      right(sizeText(memory.ram + memory.tables), width.memory) +
      ratesText(sumOfRates(rates)),
  ];
  for (let n: u32 = 0; n < vcpus.length; n++) {
    const state = vcpuStateCode(one.vm.vcpus[n]!.state);
    lines.push(left(`  vCPU ${n} on CPU ${vcpus[n]!.cpu}`, width.name) + left(state, width.state + width.memory) + ratesText(rates[n]!));
  }
  return lines;
}

function ratesText(rates: Rates): string {
  const shares = right(percent(rates.run), width.share) + right(percent(rates.steal), width.share);
  const reasons = headings.map(([key]) => right(String(countOf(rates.exits, key)), width.count));
  return shares + right(String(sumOf(rates.exits)), width.count) + reasons.join("");
}

function countOf(counts: readonly Count[], key: string): u64 {
  return counts.find((one) => one.key === key)?.count ?? 0n;
}

/** `99.9`. */
function percent(thousandths: u64): string {
  return `${thousandths / 10n}.${thousandths % 10n}`;
}

/** Longer texts push the rest of their line to the right. */
function left(text: string, columns: u32): string {
  return text + " ".repeat(Math.max(1, columns - columnsOfText(text)));
}

function right(text: string, columns: u32): string {
  return " ".repeat(Math.max(1, columns - columnsOfText(text))) + text;
}
