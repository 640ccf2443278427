/**
 * The registers that hold one or more bits for each interrupt: the distributor has them for the SPIs, each redistributor for its
 * own SGIs and PPIs. Reads take no lock; writes are called under the GIC's. Arm IHI 0069H, 12.9 and 12.11.
 */
import type { u32 } from "../../std/index.js";
import type { InterruptBank } from "./interrupt-bank.js";

/** Registers of both frames. */
export enum BankRegister {
  Group = 1,
  SetEnable = 2,
  ClearEnable = 3,
  SetPending = 4,
  ClearPending = 5,
  SetActive = 6,
  ClearActive = 7,
  Priority = 8,
  Config = 9,
}

/** Whether a write concerns interrupts that are in list registers, so that the bank must know which ones are. */
export function clearsListed(register: BankRegister): boolean {
  return register === BankRegister.ClearPending || register === BankRegister.ClearActive;
}

/** Word `n` of INTIDs' bits. @param word index of the register in its row */
export function readBank(bank: InterruptBank, register: BankRegister, word: u32): u32 {
  switch (register) {
    case BankRegister.Group:
      return bank.group[word]!;
    case BankRegister.SetEnable:
    case BankRegister.ClearEnable:
      return bank.enabled[word]!;
    case BankRegister.SetPending:
    case BankRegister.ClearPending:
      return bank.pendingWord(word);
    case BankRegister.SetActive:
    case BankRegister.ClearActive:
      return bank.activeWord(word);
    case BankRegister.Priority:
      return readPriorities(bank, 4 * word);
    case BankRegister.Config:
      return readConfig(bank, word);
  }
}

/**
 * Writes a register of bits, but for Priority and Config.
 * @returns INTIDs of the word whose list registers or whose vCPU must now be looked at
 */
export function writeBank(bank: InterruptBank, register: BankRegister, word: u32, value: u32, group0: u32, group1: u32): u32 {
  const before = bank.candidates(word);
  switch (register) {
    case BankRegister.Group:
      bank.setGroup(word, value);
      break;
    case BankRegister.SetEnable:
      bank.enabled[word] = (bank.enabled[word]! | value) >>> 0;
      break;
    case BankRegister.ClearEnable:
      bank.enabled[word] = (bank.enabled[word]! & ~value) >>> 0;
      break;
    case BankRegister.SetPending:
      bank.latched[word] = (bank.latched[word]! | value) >>> 0;
      break;
    case BankRegister.ClearPending:
      bank.latched[word] = (bank.latched[word]! & ~value) >>> 0;
      bank.dropPending[word] = (bank.dropPending[word]! | (value & bank.listed[word]!)) >>> 0;
      break;
    case BankRegister.SetActive:
      bank.active[word] = (bank.active[word]! | (value & ~bank.listedActive[word]!)) >>> 0;
      break;
    case BankRegister.ClearActive:
      bank.active[word] = (bank.active[word]! & ~value) >>> 0;
      bank.dropActive[word] = (bank.dropActive[word]! | (value & bank.listed[word]!)) >>> 0;
      break;
    case BankRegister.Priority:
    case BankRegister.Config:
      return 0;
  }
  bank.refreshDeliverable(word, group0, group1);
  return toReconsider(bank, word, before);
}

function toReconsider(bank: InterruptBank, word: u32, before: u32): u32 {
  const fresh = bank.candidates(word) & ~before;
  const withdrawn = bank.listed[word]! & (~bank.deliverable[word]! | bank.dropPending[word]! | bank.dropActive[word]!);
  return (fresh | withdrawn) >>> 0;
}

function readPriorities(bank: InterruptBank, first: u32): u32 {
  const low = bank.priority[first]! | (bank.priority[first + 1]! << 8);
  return (low | (bank.priority[first + 2]! << 16) | (bank.priority[first + 3]! << 24)) >>> 0;
}

/** @param bytes how many interrupts the write covers, one byte each */
export function writePriorities(bank: InterruptBank, first: u32, bytes: u32, value: u32): void {
  for (let n: u32 = 0; n < bytes; n++) bank.setPriority(first + n, (value >>> (8 * n)) & 0xff);
}

/** Two bits an interrupt, 16 of them a register; the upper one says edge-triggered. */
function readConfig(bank: InterruptBank, register: u32): u32 {
  const edges = (bank.edge[register >>> 1]! >>> (16 * (register & 1))) & 0xffff;
  let value: u32 = 0;
  for (let n: u32 = 0; n < 16; n++) value = (value | (((edges >>> n) & 1) << (2 * n + 1))) >>> 0;
  return value;
}

/** SGIs (register 0) are edge-triggered whatever is written. */
export function writeConfig(bank: InterruptBank, register: u32, value: u32): void {
  if (register === 0) return;
  const shift: u32 = 16 * (register & 1);
  let edges: u32 = 0;
  for (let n: u32 = 0; n < 16; n++) edges = (edges | (((value >>> (2 * n + 1)) & 1) << n)) >>> 0;
  const word = register >>> 1;
  bank.edge[word] = ((bank.edge[word]! & ~(0xffff << shift)) | (edges << shift)) >>> 0;
}
