/** The part of `vm show` that counts. */
import { hex } from "../../../std/index.js";
import { sumOf } from "../../../vmm/exit-reasons.js";
import type { Count } from "../../../vmm/exit-reasons.js";
import { millisecondsOf } from "../../../vmm/statistics.js";
import type { VcpuStatistics, VmStatistics } from "../../../vmm/statistics.js";
import type { ShellOutput } from "../../shell-output.js";
import { sizeText } from "../../size-text.js";

export function showStatistics(statistics: VmStatistics, out: ShellOutput): void {
  const { memory, consoleBytes, devices, vcpus } = statistics;
  const pieces = memory.pieces === 1 ? "one piece" : `${memory.pieces} pieces`;
  out.text("");
  out.text("Statistics:");
  for (const device of devices) out.text(`  Device ${hex(device.base)}: ${device.name}`);
  out.text(`  Memory: ${sizeText(memory.ram)} in ${pieces}, ${sizeText(memory.tables)} of stage-2 tables`);
  out.text(`  Console output: ${consoleBytes} bytes`);
  for (const vcpu of vcpus) showVcpu(vcpu, out);
}

function showVcpu(vcpu: VcpuStatistics, out: ShellOutput): void {
  const { run, wait, steal } = vcpu.times;
  const { timer, softwareInterrupts, sharedInterrupts } = vcpu.injections;
  const refused = occurring(vcpu.refusals);
  out.text(
    `  VCPU ${vcpu.index} on CPU ${vcpu.cpu}: run ${millisecondsOf(run)} ms, wait ${millisecondsOf(wait)} ms, steal ${millisecondsOf(steal)} ms`,
  );
  out.text(`    Exits:      ${sumOf(vcpu.exits)}${inBrackets(occurring(vcpu.exits))}`);
  out.text(`    Interrupts: ${timer} of the timer, ${softwareInterrupts} SGIs, ${sharedInterrupts} SPIs`);
  if (refused !== "") out.text(`    Refused:    ${refused}`);
}

/** `HVC 3, WFI 4`: those that occurred. */
function occurring(counts: readonly Count[]): string {
  return counts
    .filter((one) => one.count > 0n)
    .map((one) => `${one.name} ${one.count}`)
    .join(", ");
}

function inBrackets(text: string): string {
  return text === "" ? "" : ` (${text})`;
}
