/** What a configuration asks for of the machine's devices, and what that means: pages to map, interrupts to deliver, claims to make. */
import type { AddressRange } from "../../boot/fdt/header.js";
import type { FdtNode } from "../../boot/fdt/node.js";
import type { PathRequest, VmConfig, WindowRequest } from "../../config/vm-config.js";
import type { u64 } from "../../std/index.js";
import { VmError } from "../errors.js";
import { pagesOf, touch, whyNotInterrupt } from "./assignable.js";
import type { Claim } from "./claims.js";
import { interruptsOfDevice, registersOf } from "./device-facts.js";
import type { DeviceInterrupt } from "./device-facts.js";
import { DeviceMaps } from "./device-maps.js";
import { noteDevices } from "./device-remarks.js";
import { machineDevices } from "./machine-devices.js";
import type { MachineDevices } from "./machine-devices.js";
import { resetOf } from "./resets.js";
import type { DeviceReset } from "./resets.js";
import { Selection } from "./selection.js";
import { usableParts } from "./windows.js";

/** Private interrupts end here; device windows of AxVisor's files often name one, for none. */
const firstSpi = 32;

/** What `planDevices` fills; nothing is claimed or mapped by it. */
export class DevicePlan {
  /** Nodes for the guest's device tree; null: none. */
  selection: Selection | null = null;
  readonly maps = new DeviceMaps();
  readonly names: string[] = [];
  readonly interrupts: DeviceInterrupt[] = [];
  readonly resets: DeviceReset[] = [];
  readonly claims: Claim[] = [];
  /** `FILE:LINE: KEY` of the claim with the same index. */
  readonly places: string[] = [];

  constructor(
    readonly machine: MachineDevices | null,
    private readonly config: VmConfig,
  ) {}

  /** A node of the machine's tree: all that it has. */
  addNode(machine: MachineDevices, node: FdtNode, request: PathRequest): void {
    const place = this.config.placeOf(request);
    const registers = registersOf(node);
    for (const range of registers) this.addPages(node.path, place, pagesOf(range));
    if (registers.length > 0) {
      this.names.push(node.path);
      const reset = resetOf(node, registers[0]!.base);
      if (reset !== null) this.resets.push(reset);
    }
    if (this.config.deliversInterrupts()) {
      for (const interrupt of interruptsOfDevice(machine, node)) this.addInterrupt(node.path, place, interrupt);
    }
  }

  /** A node's registers alone. */
  addRegisters(node: FdtNode, request: PathRequest): void {
    for (const range of registersOf(node)) this.addPages(node.path, this.config.placeOf(request), pagesOf(range));
  }

  /** @throws VmError where the guest cannot have it */
  addWindow(machine: MachineDevices, window: WindowRequest): void {
    const place = this.config.placeOf(window);
    const name = window.name === "" ? "the window" : `"${window.name}"`;
    const parts = usableParts(machine, this.config, window);
    for (const part of parts) {
      this.claim(place, { device: name, base: part.hpa, bytes: part.bytes, interrupt: 0 });
      if (!this.maps.add(part)) throw new VmError(`${place}: ${name} gives an address that another device has already`);
    }
    if (parts.length > 0 && window.name !== "") this.names.push(window.name);
    if (!this.config.deliversInterrupts()) return;
    this.addWindowInterrupt(machine, window, place, name);
    for (const part of parts) this.addInterruptsInside(machine, machine.tree.root(), { base: part.hpa, bytes: part.bytes }, name, place);
  }

  private addWindowInterrupt(machine: MachineDevices, window: WindowRequest, place: string, name: string): void {
    if (window.interrupt === 0) return;
    if (window.interrupt < firstSpi) {
      this.config.warnings.push(`${place}: ${name}: irq_id ${window.interrupt} is no SPI (32 and up); the entry gives no interrupt`);
      return;
    }
    const reason = whyNotInterrupt(machine, window.interrupt);
    if (reason !== null) throw new VmError(`${place}: ${name} has interrupt ${window.interrupt}, which ${reason}`);
    this.addInterrupt(name, place, { intid: window.interrupt, edge: false });
  }

  /** The machine's tree tells whose registers lie in a window, and so which interrupts belong to it. */
  private addInterruptsInside(machine: MachineDevices, node: FdtNode, pages: AddressRange, name: string, place: string): void {
    if (node.enabled() && registersOf(node).some((range) => touch(pages, range))) {
      for (const interrupt of interruptsOfDevice(machine, node)) {
        if (whyNotInterrupt(machine, interrupt.intid) === null) this.addInterrupt(name, place, interrupt);
      }
    }
    for (const child of node.children()) this.addInterruptsInside(machine, child, pages, name, place);
  }

  private addPages(device: string, place: string, pages: AddressRange): void {
    this.claim(place, { device: `"${device}"`, base: pages.base, bytes: pages.bytes, interrupt: 0 });
    this.maps.addIdentity(pages.base, pages.bytes);
  }

  private addInterrupt(device: string, place: string, interrupt: DeviceInterrupt): void {
    if (this.interrupts.some((one) => one.intid === interrupt.intid)) return;
    this.interrupts.push(interrupt);
    this.claim(place, { device, base: 0n, bytes: 0n, interrupt: interrupt.intid });
  }

  private claim(place: string, claim: Claim): void {
    this.claims.push(claim);
    this.places.push(place);
  }

  /** First address that is no guest's: what stage 2 must reach. */
  get end(): u64 {
    return this.maps.end;
  }
}

/** For a configuration whose memory has its final addresses. @throws VmError naming the entry that cannot be satisfied */
export function planDevices(config: VmConfig): DevicePlan {
  const machine = machineDevices();
  const plan = new DevicePlan(machine, config);
  const requests = pathRequests(config);
  if (requests.length === 0 && config.passedWindows.length === 0 && !config.mapsAllDevices) return plan;
  if (machine === null) throw new VmError(`${config.source}: devices cannot be passed through: the machine's device tree is not known`);
  if (requests.length > 0) addSelected(machine, config, requests, plan);
  if (config.mapsAllDevices) addAllRegisters(machine, config, plan);
  for (const window of config.passedWindows) plan.addWindow(machine, window);
  noteDevices(machine, config, plan);
  return plan;
}

function pathRequests(config: VmConfig): PathRequest[] {
  const requests = [...config.passedPaths];
  if (config.passesAllDevices) requests.push({ key: "base.guest_type", line: config.lineOf("base.guest_type"), path: "/" });
  return requests;
}

/** The guest's tree has the machine's addresses as they are: its root must count them as the guest's does. */
const cellsOfRoot = 2;

function addSelected(machine: MachineDevices, config: VmConfig, requests: readonly PathRequest[], plan: DevicePlan): void {
  const root = machine.tree.root();
  if (root.addressCells() !== cellsOfRoot || root.sizeCells() !== cellsOfRoot) {
    const cells = `#address-cells ${root.addressCells()} and #size-cells ${root.sizeCells()}`;
    throw new VmError(
      `${config.placeOf(requests[0]!)}: the machine's device tree has ${cells} at its root; devices are passed by path where both are 2`,
    );
  }
  const selection = new Selection(machine, config);
  for (const request of config.excludedPaths) selection.exclude(request);
  for (const request of requests) selection.addPath(request);
  plan.selection = selection;
  for (const { node, request } of selection.nodes.values()) plan.addNode(machine, node, request);
}

function addAllRegisters(machine: MachineDevices, config: VmConfig, plan: DevicePlan): void {
  const key = "devices.address_space_policy";
  const selection = new Selection(machine, config);
  for (const request of config.excludedPaths) selection.exclude(request);
  selection.addAll({ key, line: config.lineOf(key), path: "/" });
  for (const { node, request } of selection.nodes.values()) plan.addRegisters(node, request);
}
