/** A visit to the consoles of the VMs: from one to the next by the menu, until it ends in the shell. */
import { askMenu, MenuChoice } from "../console/console-menu.js";
import { ConsoleSession, escapeKey, escapeKeyName, menuKey, menuKeyName, SessionEnd } from "../console/console-session.js";
import type { ConsoleTarget } from "../console/console-session.js";
import type { Terminal } from "../console/terminal.js";
import type { VmConsole } from "../console/vm-console.js";
import type { u32, u8 } from "../std/index.js";
import { getVm, listVms } from "../vmm/vm-list.js";
import { VmState, vmStateName } from "../vmm/vm-state.js";
import type { Vm } from "../vmm/vm.js";

/** A VM's UART, to be spoken with. */
export class VmTarget implements ConsoleTarget {
  readonly console: VmConsole;

  constructor(private readonly vm: Vm) {
    this.console = vm.console;
  }

  send(byte: u8): boolean {
    return this.vm.uart.receive(byte);
  }

  /** Also between the two runs of a guest that restarts itself. */
  isAlive(): boolean {
    return runs(this.vm);
  }
}

function runs(vm: Vm): boolean {
  return vm.state !== VmState.Stopped && vm.state !== VmState.Loaded;
}

/** Starts at the console of VM `id`; returns when the person is back in the shell. */
export function visitConsoles(terminal: Terminal, id: u32): void {
  let vm = getVm(id);
  if (vm !== null) welcome(terminal, vm);
  while (vm !== null) vm = visit(terminal, vm);
}

function welcome(terminal: Terminal, vm: Vm): void {
  terminal.freshLine();
  terminal.write(`Console of VM[${vm.id}] ${vm.name}. ${escapeKeyName} leaves it, ${menuKeyName} has a menu.\n`);
}

/** One stay at a console. Gives the VM whose console is next; null: back to the shell. */
function visit(terminal: Terminal, vm: Vm): Vm | null {
  const target = new VmTarget(vm);
  const end = new ConsoleSession(terminal, target).run();
  if (end === SessionEnd.Menu) return followMenu(terminal, vm, target);
  terminal.freshLine();
  terminal.write(`${endText(vm, end)}\n`);
  return null;
}

function endText(vm: Vm, end: SessionEnd): string {
  if (end === SessionEnd.Escape) return `ℹ Left the console of VM[${vm.id}] ${vm.name}; 'vm console ${vm.id}' comes back.`;
  const reason = vm.stopReason;
  return `ℹ VM[${vm.id}] ${vm.name} does not run${reason === "" ? "" : `: ${reason}`}.`;
}

function followMenu(terminal: Terminal, vm: Vm, target: VmTarget): Vm | null {
  let choice = askMenu(terminal, `VM[${vm.id}] ${vm.name}`);
  while (choice === MenuChoice.List) {
    listConsoles(terminal, vm);
    choice = askMenu(terminal, `VM[${vm.id}] ${vm.name}`);
  }
  return followChoice(terminal, vm, target, choice);
}

function followChoice(terminal: Terminal, vm: Vm, target: VmTarget, choice: MenuChoice): Vm | null {
  switch (choice) {
    case MenuChoice.Shell:
      terminal.write(`${endText(vm, SessionEnd.Escape)}\n`);
      return null;
    case MenuChoice.Next:
      return goTo(terminal, vm, neighbour(vm, listVms()));
    case MenuChoice.Previous:
      return goTo(terminal, vm, neighbour(vm, listVms().reverse()));
    case MenuChoice.SendEscape:
      return send(terminal, vm, target, escapeKey);
    case MenuChoice.SendMenu:
      return send(terminal, vm, target, menuKey);
    default:
      return vm;
  }
}

/** The running VM that comes behind `vm` in `order`, from its end to its start again; `vm` where no other runs. */
function neighbour(vm: Vm, order: readonly Vm[]): Vm {
  const running = order.filter((other) => other.id === vm.id || runs(other));
  const at = running.findIndex((other) => other.id === vm.id);
  return running[(at + 1) % running.length] ?? vm;
}

function goTo(terminal: Terminal, from: Vm, to: Vm): Vm {
  if (to.id === from.id) terminal.write("ℹ No other VM runs.\n");
  else welcome(terminal, to);
  return to;
}

function listConsoles(terminal: Terminal, here: Vm): void {
  for (const vm of listVms()) terminal.write(`${vm.id === here.id ? "*" : " "} VM[${vm.id}] ${vm.name}  ${vmStateName(vm.state)}\n`);
}

function send(terminal: Terminal, vm: Vm, target: VmTarget, key: u8): Vm {
  if (!target.send(key)) terminal.write("⚠ The guest takes no input now: the key was not sent.\n");
  return vm;
}
