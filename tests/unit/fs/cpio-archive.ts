/** Makes cpio archives (newc) for tests, byte for byte as they are asked for. */

export interface ArchiveEntry {
  path: string;
  mode: number;
  data?: string | Uint8Array;
  inode?: number;
  links?: number;
}

export const directoryMode = 0o040755;
export const fileMode = 0o100644;
export const symlinkMode = 0o120777;

export function archive(entries: readonly ArchiveEntry[]): Uint8Array {
  const parts = entries.map((entry, index) => entryBytes({ inode: index + 1, ...entry }));
  return concat([...parts, entryBytes({ path: "TRAILER!!!", mode: 0 })]);
}

export function concat(parts: readonly Uint8Array[]): Uint8Array {
  const all = new Uint8Array(parts.reduce((sum, part) => sum + part.length, 0));
  let at = 0;
  for (const part of parts) {
    all.set(part, at);
    at += part.length;
  }
  return all;
}

function entryBytes(entry: ArchiveEntry): Uint8Array {
  const encoder = new TextEncoder();
  const name = encoder.encode(`${entry.path}\0`);
  const data = typeof entry.data === "string" ? encoder.encode(entry.data) : (entry.data ?? new Uint8Array());
  const fields = [entry.inode ?? 0, entry.mode, 0, 0, entry.links ?? 1, 0, data.length, 0, 0, 0, 0, name.length, 0];
  const header = encoder.encode(`070701${fields.map((field) => field.toString(16).padStart(8, "0")).join("")}`);
  const headAndName = padded(concat([header, name]));
  return concat([headAndName, padded(data)]);
}

function padded(bytes: Uint8Array): Uint8Array {
  return concat([bytes, new Uint8Array((4 - (bytes.length % 4)) % 4)]);
}
