/** A guest for tests: its configuration file and its kernel. */

/** A configuration that works, with lines changed or added, or, where the value is empty, left out. */
export function configText(changes: Record<string, string> = {}): string {
  const values: Record<string, string> = {
    id: "1",
    name: '"test"',
    vm_type: "1",
    cpu_num: "2",
    entry_point: "0x80000000",
    kernel_path: '"kernel.bin"',
    kernel_load_addr: "0x80000000",
    image_location: '"fs"',
    memory_regions: "[[0x80000000, 0x1000000, 7, 0]]",
    emu_devices: "[]",
    passthrough_devices: "[]",
    ...changes,
  };
  const section: Record<string, readonly string[]> = {
    base: ["id", "name", "vm_type", "guest_type", "cpu_num", "phys_cpu_ids", "phys_cpu_sets"],
    devices: [
      "emu_devices",
      "passthrough_devices",
      "excluded_devices",
      "passthrough_addresses",
      "interrupt_mode",
      "address_space_policy",
      "passthrough",
      "disabled",
    ],
  };
  const inKernel = Object.keys(values).filter((key) => !section["base"]!.includes(key) && !section["devices"]!.includes(key));
  const lines = (keys: readonly string[]): string[] =>
    keys.filter((key) => (values[key] ?? "") !== "").map((key) => `${key} = ${values[key]}`);
  return ["[base]", ...lines(section["base"]!), "[kernel]", ...lines(inKernel), "[devices]", ...lines(section["devices"]!)].join("\n");
}

/** Bytes of no meaning. */
export const kernel = Uint8Array.from({ length: 0x1234 }, (_, i) => (i * 7) & 0xff);
