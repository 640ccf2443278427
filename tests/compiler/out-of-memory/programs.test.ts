/** Each allocation of a program fails once: the program says so or goes on, and loses nothing. */
import { survivesOutOfMemory } from "../harness.js";

survivesOutOfMemory(
  "strings, arrays and maps",
  `
  class Item { constructor(readonly name: string, readonly tags: string[]) {} }
  const items = new Map<string, Item>();
  for (const line of "alpha:x,y;beta:;gamma:z".split(";")) {
    const [name, tags] = line.split(":");
    items.set(name!.toUpperCase(), new Item(name!, tags!.split(",").filter((tag) => tag !== "")));
  }
  const sorted = [...items.values()].sort((a, b) => (a.name < b.name ? 1 : -1));
  print(sorted.map((item) => \`\${item.name.padEnd(6)}[\${item.tags.join()}]\`).join(" "));
  items.delete("BETA");
  const seen = new Set<string>();
  for (const [key, item] of items) for (const tag of item.tags) seen.add(key + tag);
  print([...seen].reverse().join());
  sorted.splice(1, 1, new Item("new", []), new Item("newer", ["t"]));
  print(sorted.map((item) => item.name).join());
`,
);

survivesOutOfMemory(
  "closures, errors, finally and weak references",
  `
  class Refused extends Error { constructor(readonly code: u32) { super(\`code \${code}\`); } }
  class Node { readonly children: Node[] = []; parent: WeakRef<Node> | null = null; constructor(readonly name: string) {} }
  function grow(root: Node, depth: u32): void {
    for (let i = 0; i < 2; i++) {
      const child = new Node(\`\${root.name}.\${i}\`);
      child.parent = new WeakRef(root);
      root.children.push(child);
      if (depth > 0) grow(child, depth - 1);
    }
  }
  let log = "";
  function attempt(code: u32): string {
    try {
      if (code > 1) throw new Refused(code);
      return \`fine \${code}\`;
    } catch (e) {
      if (e instanceof Refused) return \`refused \${e.message}\`;
      throw e;
    } finally {
      log += "f";
    }
  }
  const root = new Node("r");
  grow(root, 1);
  const names: string[] = [];
  const visit = (node: Node): void => { names.push(node.name); node.children.forEach((child) => visit(child)); };
  visit(root);
  print(names.join());
  for (let code = 0; code < 4; code++) print(attempt(code));
  print(log + (root.children[0]!.parent?.deref()?.name ?? "gone"));
`,
);

survivesOutOfMemory(
  "a program that catches the error goes on",
  `
  let made = 0;
  let failed = 0;
  for (let i = 0; i < 10; i++) {
    try {
      const xs: string[] = [];
      for (let j = 0; j < 5; j++) xs.push("x".repeat(i + j));
      if (xs.join("").length > 0) made++;
    } catch (e) {
      failed++;
    }
  }
  if (made + failed !== 10) throw new Error(\`\${made} \${failed}\`);
`,
);
