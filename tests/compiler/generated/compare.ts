/** What a generated program does on Node and in C, and where that differs. */
import { Batch } from "../harness/batch.js";
import { runOnNode } from "../harness/node-lane.js";
import { programText } from "../harness/program.js";
import type { Ending } from "../harness/toolchain.js";
import type { Profile } from "../../../src/compiler/index.js";

/** Exit code of `runtime-c/host/exit_codes.h`. */
const trapCode = 98;

/** A trap as Node's lane tells it. */
const trapOnNode = /^uncaught: Trap: (.*)$/m;

/** What is wrong with each of the programs; null where Node and C agree. They are compiled together. */
export async function differences(sources: readonly string[], profile: Profile): Promise<readonly (string | null)[]> {
  const batch = new Batch(profile);
  const numbers = sources.map((source) => batch.add(programText(source)));
  const found: (string | null)[] = [];
  for (const number of numbers) found.push(await difference(batch, number, programText(sources[number] ?? "")));
  await batch.remove();
  return found;
}

async function difference(batch: Batch, number: number, text: string): Promise<string | null> {
  try {
    const checked = batch.onCheckedNode(number);
    const inC = await batch.run(number);
    const trap = trapOnNode.exec(checked.stderr)?.[1];
    if (trap !== undefined) return unlessTrap(trap, checked, inC);
    const onNode = runOnNode(text);
    return unlessSame("plain Node", onNode, inC) ?? unlessSame("Node with C's integers", checked, inC);
  } catch (error) {
    return error instanceof Error ? error.message : String(error);
  }
}

function unlessTrap(trap: string, onNode: Ending, inC: Ending): string | null {
  const isSame = inC.code === trapCode && inC.stderr.includes(trap) && inC.stdout === onNode.stdout;
  return isSame ? null : told("Node with C's integers", onNode, inC);
}

function unlessSame(lane: string, onNode: Ending, inC: Ending): string | null {
  const isSame = inC.code === onNode.code && inC.stdout === onNode.stdout && inC.stderr === onNode.stderr;
  return isSame ? null : told(lane, onNode, inC);
}

/** Both endings, from the first line of the output that differs. */
function told(lane: string, onNode: Ending, inC: Ending): string {
  const [a, b] = [onNode.stdout.split("\n"), inC.stdout.split("\n")];
  const at = a.findIndex((line, n) => line !== b[n]);
  const from = at < 0 ? Math.min(a.length, b.length) : at;
  const shown = (lines: readonly string[], { stderr, code }: Ending): string =>
    `${lines.slice(from, from + 2).join("\n")}\n${stderr.slice(0, 1000)}exit code ${code}`;
  return `line ${from + 1} of the output\n--- ${lane}:\n${shown(a, onNode)}\n--- C:\n${shown(b, inC)}`;
}
