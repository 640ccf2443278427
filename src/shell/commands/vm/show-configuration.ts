import { InterruptMode } from "../../../config/vm-config.js";
import type { VmConfig, WindowRequest } from "../../../config/vm-config.js";
import { hex } from "../../../std/index.js";
import type { u64 } from "../../../std/index.js";
import type { ShellOutput } from "../../shell-output.js";

/** Where the VM came from and how it boots. */
export function showConfiguration(config: VmConfig, out: ShellOutput): void {
  out.text("");
  out.text("Configuration:");
  out.text(`  File:        ${config.source}`);
  out.text(`  Entry point: ${hex(config.entryPoint)}`);
  out.text(`  Kernel:      ${config.kernelPath} at ${hex(config.kernelLoadAddress)}`);
  if (config.ramdiskPath !== null) out.text(`  RAM disk:    ${config.ramdiskPath} ${placeText(config.ramdiskLoadAddress)}`);
  out.text(`  Device tree: ${config.dtbPath ?? "made from the configuration,"} ${placeText(config.dtbLoadAddress)}`);
  if (config.cmdline !== "") out.text(`  Arguments:   ${config.cmdline}`);
  out.text(`  Interrupts:  ${interruptText(config)}`);
  for (const request of config.passedPaths) out.text(`  Device:      ${request.path}`);
  for (const window of config.passedWindows) out.text(`  Device:      ${windowText(window)}`);
  for (const request of config.excludedPaths) out.text(`  Excluded:    ${request.path}`);
  for (const warning of config.warnings) out.text(`  Warning:     ${warning}`);
}

/** As the file has it, and what it means. */
function interruptText(config: VmConfig): string {
  const devices = config.deliversInterrupts() ? ", with those of its devices" : "";
  switch (config.interruptMode) {
    case InterruptMode.NoIrq:
      return "no_irq: emulated GICv3";
    case InterruptMode.Emulated:
      return "emulated: emulated GICv3";
    case InterruptMode.Passthrough:
      return `passthrough: emulated GICv3${devices}`;
    default:
      return `emulated GICv3${devices}`;
  }
}

function windowText(window: WindowRequest): string {
  const interrupt = window.interrupt === 0 ? "" : `, interrupt ${window.interrupt}`;
  return `${window.name === "" ? "window" : window.name} at ${hex(window.gpa)}, ${hex(window.bytes)} bytes from ${hex(window.hpa)}${interrupt}`;
}

function placeText(address: u64 | null): string {
  return address === null ? "where there is room" : `at ${hex(address)}`;
}
