/** The plugin in tsc's language service, driven as an editor drives it. */
import { spawn } from "node:child_process";
import path from "node:path";
import { expect, onTestFinished, test } from "vitest";
import { linkPlugin, project, root, tsconfig } from "./project.js";

interface Shown {
  readonly code: number;
  readonly source?: string;
  readonly text: string;
  readonly start: { readonly line: number; readonly offset: number };
}

/** A tsserver whose answers are matched to requests by number. */
class Server {
  private number = 0;
  private received = "";
  private readonly waiting = new Map<number, (body: unknown) => void>();
  private readonly child;

  constructor(folder: string) {
    const server = path.join(root, "node_modules/typescript/lib/tsserver.js");
    const args = [server, "--pluginProbeLocations", folder, "--allowLocalPluginLoads", "--disableAutomaticTypingAcquisition"];
    this.child = spawn(process.execPath, args, { cwd: folder });
    this.child.stdout.setEncoding("utf8");
    this.child.stdout.on("data", (text: string) => {
      this.take(text);
    });
  }

  send(command: string, args: object): number {
    this.number++;
    this.child.stdin.write(`${JSON.stringify({ seq: this.number, type: "request", command, arguments: args })}\n`);
    return this.number;
  }

  async ask(command: string, args: object): Promise<unknown> {
    return new Promise((resolve) => this.waiting.set(this.send(command, args), resolve));
  }

  end(): void {
    this.child.kill();
  }

  private take(text: string): void {
    this.received += text;
    const lines = this.received.split("\n");
    this.received = lines.pop() ?? "";
    for (const line of lines.filter((one) => one.startsWith("{"))) {
      const { type, request_seq, body } = JSON.parse(line) as { type: string; request_seq?: number; body?: unknown };
      if (type === "response" && request_seq !== undefined) this.waiting.get(request_seq)?.(body);
    }
  }
}

const plugin = { name: "tsvisor-editor" };
const fine = `export function twice(n: number): number {\n  return n * 2;\n}\n`;
const refused = `export function twice(n: number): number {\n  var m = n;\n  return m * 2;\n}\n`;

async function semanticErrors(server: Server, file: string): Promise<Shown[]> {
  return (await server.ask("semanticDiagnosticsSync", { file })) as Shown[];
}

test("the editor shows what the subset refuses, as one types, and takes it away again", { timeout: 120_000 }, async () => {
  const folder = project({ "main.ts": fine, "tsconfig.json": tsconfig(plugin) });
  linkPlugin(folder);
  const file = path.join(folder, "main.ts");
  const server = new Server(folder);
  onTestFinished(() => {
    server.end();
  });
  server.send("open", { file, fileContent: fine });
  expect(await semanticErrors(server, file)).toEqual([]);
  const whole = { line: 1, offset: 1, endLine: 10, endOffset: 1 };
  server.send("change", { file, ...whole, insertString: refused });
  const [shown] = await semanticErrors(server, file);
  expect(shown).toMatchObject({ source: "tsvisor", start: { line: 2, offset: 3 } });
  expect(shown?.text).toMatch(/^K\d{4}: .*var/);
  server.send("change", { file, ...whole, insertString: fine });
  expect(await semanticErrors(server, file)).toEqual([]);
});
