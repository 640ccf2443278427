/** What TypeScript and arch/aarch64 must agree on, but no compiler compares. */
import { readFileSync } from "node:fs";
import { expect, test } from "vitest";
import { GuestRegister } from "../../../src/arch/aarch64/guest-register.js";
import { readGuestIdRegister } from "../../../src/vmm/exits/id-registers.js";

function source(path: string): string {
  return readFileSync(new URL(`../../../arch/aarch64/${path}`, import.meta.url), "utf8");
}

test("GuestRegister numbers the registers as GUEST_REGISTERS lists them", () => {
  const listed = [...source("include/guest-registers.h").matchAll(/EACH\((\w+), /g)].map((match) =>
    match[1]!.replace("_", "").toLowerCase(),
  );
  const numbered = Object.values(GuestRegister).filter((name) => typeof name === "string");
  expect(numbered.map((name) => name.toLowerCase())).toEqual(listed);
});

test("ID registers hide what makes them trap", () => {
  const hidden = (name: string): bigint => BigInt(new RegExp(`#define ${name} (0x\\w+)UL`).exec(source("vcpu/context.c"))![1]!);
  expect(hidden("PFR0_HIDDEN")).toBe(0xff0f_0000_0000n);
  expect(hidden("PFR1_HIDDEN")).toBe(0x0f0f_0f00n);
  expect(readGuestIdRegister(0x30_0008) & hidden("PFR0_HIDDEN")).toBe(0n);
});
