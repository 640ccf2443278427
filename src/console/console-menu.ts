/** The menu at a VM's console: one key each. Meanwhile the guest's output waits. */
import type { u8 } from "../std/index.js";
import { escapeKey, escapeKeyName, menuKey, menuKeyName } from "./console-session.js";
import type { Terminal } from "./terminal.js";

/** What the person wants. `askMenu` answers Help by itself and never gives it. */
export enum MenuChoice {
  /** Back to the console. */
  Stay = 0,
  Shell = 1,
  Next = 2,
  Previous = 3,
  /** Which VMs have a console. */
  List = 4,
  Help = 5,
  /** Ctrl-] for the guest. */
  SendEscape = 6,
  /** Ctrl-^ for the guest. */
  SendMenu = 7,
}

interface MenuEntry {
  readonly key: u8;
  /** The key in help texts; "" for a second key of the entry above. */
  readonly name: string;
  readonly meaning: string;
  readonly choice: MenuChoice;
}

const entries: readonly MenuEntry[] = [
  { key: 0x71, name: "q", meaning: `back to the shell, as ${escapeKeyName} alone`, choice: MenuChoice.Shell },
  { key: escapeKey, name: "", meaning: "", choice: MenuChoice.Shell },
  { key: 0x6e, name: "n", meaning: "console of the next VM", choice: MenuChoice.Next },
  { key: 0x70, name: "p", meaning: "console of the VM before", choice: MenuChoice.Previous },
  { key: 0x6c, name: "l", meaning: "list the VMs", choice: MenuChoice.List },
  { key: 0x5d, name: "]", meaning: `send ${escapeKeyName} to the guest`, choice: MenuChoice.SendEscape },
  { key: 0x5e, name: "^", meaning: `send ${menuKeyName} to the guest`, choice: MenuChoice.SendMenu },
  { key: menuKey, name: "", meaning: "", choice: MenuChoice.SendMenu },
  { key: 0x3f, name: "?", meaning: "this help", choice: MenuChoice.Help },
  { key: 0x68, name: "", meaning: "", choice: MenuChoice.Help },
];

/** Waits for a key. @param title of the VM whose console it is */
export function askMenu(terminal: Terminal, title: string): MenuChoice {
  terminal.freshLine();
  for (;;) {
    terminal.write(`[${title}: n next, p previous, l list, q shell, ? help] `);
    const choice = choiceOf(readKey(terminal));
    terminal.write("\n");
    if (choice !== MenuChoice.Help) return choice;
    for (const entry of entries) if (entry.name !== "") terminal.write(`  ${entry.name}  ${entry.meaning}\n`);
    terminal.write("  any other key goes on\n");
  }
}

function readKey(terminal: Terminal): u8 {
  for (;;) {
    const ticket = terminal.wakeups.prepare();
    const byte = terminal.nextByte();
    if (byte >= 0) return byte;
    terminal.wakeups.wait(ticket);
  }
}

function choiceOf(key: u8): MenuChoice {
  for (const entry of entries) if (entry.key === key) return entry.choice;
  return MenuChoice.Stay;
}
