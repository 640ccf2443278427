import type { VmConfig } from "../../../config/vm-config.js";
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
  out.text("  Interrupts:  emulated GICv3");
  for (const warning of config.warnings) out.text(`  Warning:     ${warning}`);
}

function placeText(address: u64 | null): string {
  return address === null ? "where there is room" : `at ${hex(address)}`;
}
