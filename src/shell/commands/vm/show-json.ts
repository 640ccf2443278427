/** `vm show --format json`: everything that `vm show --full` knows. Addresses and masks are hexadecimal texts, since they may have 64 bits. */
import type { VmConfig } from "../../../config/vm-config.js";
import { hex } from "../../../std/index.js";
import type { u64 } from "../../../std/index.js";
import { sumOf } from "../../../vmm/exit-reasons.js";
import type { Count } from "../../../vmm/exit-reasons.js";
import { millisecondsOf } from "../../../vmm/statistics.js";
import type { VcpuStatistics, VmStatistics } from "../../../vmm/statistics.js";
import type { VcpuRegisters } from "../../../vmm/vcpu-registers.js";
import { vcpuStateName, vmStateName } from "../../../vmm/vm-state.js";
import { JsonWriter } from "../../json-writer.js";
import type { VcpuInfo, VmControl, VmInfo } from "../../shell-context.js";

/** @returns lines. Registers of a vCPU that is off are left out, and statistics where the VM was deleted meanwhile. */
export function vmAsJson(vm: VmInfo, vms: VmControl): readonly string[] {
  const json = new JsonWriter();
  const statistics = vms.statistics(vm.id);
  json.beginObject("");
  json.number("id", BigInt(vm.id));
  json.text("name", vm.name);
  json.text("state", vmStateName(vm.state));
  json.truth("shutting_down", vm.shuttingDown);
  textOrNothing(json, "stop_reason", vm.stopReason === "" ? null : vm.stopReason);
  json.number("starts", BigInt(vm.starts));
  json.number("vcpu", BigInt(vm.vcpus.length));
  json.number("memory_bytes", vm.config.memorySize());
  json.beginList("vcpus");
  for (const vcpu of vm.vcpus) addVcpu(json, vcpu, statistics?.vcpus.at(vcpu.index) ?? null, vms.registers(vm.id, vcpu.index));
  json.endList();
  addConfiguration(json, vm.config);
  if (statistics !== null) addMachinery(json, statistics);
  json.endObject();
  return json.finish();
}

function addVcpu(json: JsonWriter, vcpu: VcpuInfo, statistics: VcpuStatistics | null, registers: VcpuRegisters | null): void {
  json.beginObject("");
  json.number("index", BigInt(vcpu.index));
  json.text("state", vcpuStateName(vcpu.state));
  json.text("mpidr", hex(vcpu.mpidr));
  json.text("cpus", hex(vcpu.cpus));
  if (registers !== null) addRegisters(json, registers);
  if (statistics !== null) addStatistics(json, statistics);
  json.endObject();
}

function addRegisters(json: JsonWriter, registers: VcpuRegisters): void {
  json.text("pc", hex(registers.pc));
  json.number("level", BigInt(registers.level));
  json.truth("interrupts_masked", registers.interruptsMasked);
}

function addStatistics(json: JsonWriter, statistics: VcpuStatistics): void {
  const { times, exits, refusals, injections } = statistics;
  json.number("cpu", BigInt(statistics.cpu));
  json.number("run_ms", millisecondsOf(times.run));
  json.number("wait_ms", millisecondsOf(times.wait));
  json.number("steal_ms", millisecondsOf(times.steal));
  json.number("exits_total", sumOf(exits));
  addCounts(json, "exits", exits);
  addCounts(json, "refusals", refusals);
  json.beginObject("interrupts");
  json.number("timer", injections.timer);
  json.number("sgi", injections.softwareInterrupts);
  json.number("spi", injections.sharedInterrupts);
  json.endObject();
}

function addCounts(json: JsonWriter, name: string, counts: readonly Count[]): void {
  json.beginObject(name);
  for (const one of counts) json.number(one.key, one.count);
  json.endObject();
}

function addConfiguration(json: JsonWriter, config: VmConfig): void {
  json.beginObject("config");
  json.text("file", config.source);
  json.text("entry_point", hex(config.entryPoint));
  json.text("kernel_path", config.kernelPath);
  json.text("kernel_load_addr", hex(config.kernelLoadAddress));
  textOrNothing(json, "ramdisk_path", config.ramdiskPath);
  textOrNothing(json, "ramdisk_load_addr", addressText(config.ramdiskLoadAddress));
  textOrNothing(json, "dtb_path", config.dtbPath);
  textOrNothing(json, "dtb_load_addr", addressText(config.dtbLoadAddress));
  json.text("cmdline", config.cmdline);
  json.beginList("memory_regions");
  for (const region of config.memoryRegions) {
    json.beginObject("");
    json.text("gpa", hex(region.gpa));
    json.number("bytes", region.size);
    json.text("flags", hex(region.flags));
    json.number("map_type", BigInt(region.mapType));
    json.endObject();
  }
  json.endList();
  json.beginList("warnings");
  for (const warning of config.warnings) json.text("", warning);
  json.endList();
  json.endObject();
}

function addMachinery(json: JsonWriter, statistics: VmStatistics): void {
  json.beginObject("memory");
  json.number("bytes", statistics.memory.ram);
  json.number("pieces", BigInt(statistics.memory.pieces));
  json.number("table_bytes", statistics.memory.tables);
  json.endObject();
  json.number("console_bytes", statistics.consoleBytes);
  json.beginList("devices");
  for (const device of statistics.devices) {
    json.beginObject("");
    json.text("name", device.name);
    json.text("base", hex(device.base));
    json.number("bytes", device.bytes);
    json.endObject();
  }
  json.endList();
}

function addressText(address: u64 | null): string | null {
  return address === null ? null : hex(address);
}

function textOrNothing(json: JsonWriter, name: string, value: string | null): void {
  if (value === null) json.nothing(name);
  else json.text(name, value);
}
