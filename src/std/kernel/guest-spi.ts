/**
 * The machine's SPIs, as far as a guest may have them. They are delivered with the physical interrupt tied to the virtual one: it stays
 * active from its arrival until the guest ends it, and cannot come again meanwhile. Any CPU.
 */
import type { u32 } from "../integers.js";
import { simulatedSpis } from "../node/simulated-spis.js";

/** INTIDs below this number exist on the machine. @native gic_interrupt_count @nothrow @noalloc */
export function interruptCountOfMachine(): u32 {
  return simulatedSpis.count;
}
/** CPU `cpu` gets it from now on. @native gic_spi_route @nothrow @noalloc */
export function routeSpi(intid: u32, cpu: u32): void {
  simulatedSpis.routes.set(intid, cpu);
}
/** Edge-triggered or level-sensitive; only while it is disabled. @native gic_spi_set_edge @nothrow @noalloc */
export function setSpiEdge(intid: u32, edge: boolean): void {
  if (edge) simulatedSpis.edges.add(intid);
  else simulatedSpis.edges.delete(intid);
}
/** @native gic_spi_enable @nothrow @noalloc */
export function enableSpi(intid: u32): void {
  simulatedSpis.enabled.add(intid);
}
/** @native gic_spi_disable @nothrow @noalloc */
export function disableSpi(intid: u32): void {
  simulatedSpis.enabled.delete(intid);
}
/** Makes it pending, as if the device had asked. @native gic_spi_pend @nothrow @noalloc */
export function pendSpi(intid: u32): void {
  simulatedSpis.log.push(`pend ${intid}`);
}
/** It may come again. @native gic_spi_deactivate @nothrow @noalloc */
export function deactivateSpi(intid: u32): void {
  simulatedSpis.log.push(`deactivate ${intid}`);
}
/** Disabled, neither pending nor active. @native gic_spi_quiet @nothrow @noalloc */
export function quietSpi(intid: u32): void {
  simulatedSpis.enabled.delete(intid);
  simulatedSpis.log.push(`quiet ${intid}`);
}
