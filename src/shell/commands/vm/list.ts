import type { u32 } from "../../../std/index.js";
import { vcpuStateCode, vmStateName } from "../../../vmm/vm-state.js";
import { command, WordKind } from "../../command.js";
import { columnsOfText } from "../../editor/character-width.js";
import { jsonString } from "../../json-text.js";
import type { VmInfo } from "../../shell-context.js";
import type { ShellOutput } from "../../shell-output.js";
import { sizeText } from "../../size-text.js";
import { countStates } from "./vcpu-counts.js";

export const list = command("list", "List all VMs")
  .option({ name: "format", short: "f", summary: "how", valueName: "FORMAT", kind: WordKind.Choice, choices: ["table", "json"] })
  .run((call) => {
    const vms = call.shell.vms.list();
    if (call.option("format") === "json") printJson(vms, call.out);
    else if (vms.length === 0) call.out.text("No virtual machines found.");
    else printTable(vms, call.out);
  });

class Column {
  constructor(
    readonly title: string,
    readonly width: u32,
    readonly cell: (vm: VmInfo) => string,
  ) {}
}

/** Widths as in AxVisor; longer cells push the rest of their row to the right. */
const columns: readonly Column[] = [
  new Column("VM ID", 6, (vm) => String(vm.id)),
  new Column("NAME", 15, (vm) => vm.name),
  new Column("STATUS", 12, (vm) => vmStateName(vm.state)),
  new Column("VCPU", 15, (vm) => vm.vcpus.map((vcpu) => String(vcpu.index)).join(",")),
  new Column("MEMORY", 10, (vm) => sizeText(vm.config.memorySize())),
  new Column("VCPU STATE", 20, stateSummary),
];

function printTable(vms: readonly VmInfo[], out: ShellOutput): void {
  out.text(
    columns
      .map((column) => padded(column.title, column.width))
      .join(" ")
      .trimEnd(),
  );
  out.text(columns.map((column) => "-".repeat(column.width)).join(" "));
  for (const vm of vms)
    out.text(
      columns
        .map((column) => padded(column.cell(vm), column.width))
        .join(" ")
        .trimEnd(),
    );
}

function padded(text: string, width: u32): string {
  return text + " ".repeat(Math.max(0, width - columnsOfText(text)));
}

/** `Run:2,Blk:1` */
function stateSummary(vm: VmInfo): string {
  return countStates(vm)
    .map((one) => `${vcpuStateCode(one.state)}:${one.count}`)
    .join(",");
}

function printJson(vms: readonly VmInfo[], out: ShellOutput): void {
  if (vms.length === 0) return out.text('{ "vms": [] }');
  out.text('{ "vms": [');
  for (let i: u32 = 0; i < vms.length; i++) out.text(`  ${jsonOf(vms[i]!)}${i + 1 < vms.length ? "," : ""}`);
  out.text("] }");
}

function jsonOf(vm: VmInfo): string {
  const fields = [
    `"id": ${vm.id}`,
    `"name": ${jsonString(vm.name)}`,
    `"state": ${jsonString(vmStateName(vm.state))}`,
    `"stop_reason": ${jsonString(vm.stopReason)}`,
    `"starts": ${vm.starts}`,
    `"vcpu": ${vm.vcpus.length}`,
    `"memory": ${jsonString(sizeText(vm.config.memorySize()))}`,
    `"memory_bytes": ${vm.config.memorySize()}`,
    `"vcpu_states": { ${countStates(vm)
      .map((one) => `${jsonString(vcpuStateCode(one.state))}: ${one.count}`)
      .join(", ")} }`,
  ];
  return `{ ${fields.join(", ")} }`;
}
