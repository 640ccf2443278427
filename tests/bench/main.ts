/** `npm run bench`: builds the image, the guest and the plugin, runs both machines, prints the table or one JSON object. */
import { readFileSync, statSync } from "node:fs";
import { join } from "node:path";
import { buildImage } from "../../src/cli/commands/build.js";
import { Failure } from "../../src/cli/command.js";
import { buildGuest, buildPlugin, bundleFor, measure } from "./measure.js";
import { type Figure, readRecords, type Report, table } from "./report.js";

const here = import.meta.dirname;
const asJson = process.argv.includes("--json");
/** Figures that only exist between two CPUs. */
const betweenCpus = ["ipi_send", "ipi_receive_to_isr"];

async function main(): Promise<void> {
  const { image } = buildImage("aarch64", false);
  const guest = buildGuest();
  const plugin = buildPlugin();
  const one = readRecords(await measure({ cpus: 1, image, bundle: bundleFor(1, guest), plugin, inTurn: true, seconds: 120 }));
  const two = readRecords(await measure({ cpus: 2, image, bundle: bundleFor(2, guest), plugin, inTurn: false, seconds: 180 }));
  const sections: Record<string, Figure> = { ...one.sections };
  for (const name of betweenCpus) {
    const figure = two.sections[name];
    if (figure !== undefined) sections[name] = figure;
  }
  const ours: Report = { guest_entry_total: one.guestEntry, image_bytes: statSync(image).size, sections };
  if (asJson) process.stdout.write(`${JSON.stringify(ours)}\n`);
  else process.stdout.write(table(ours, JSON.parse(readFileSync(join(here, "peers.json"), "utf8")) as Record<string, Report>));
}

try {
  await main();
} catch (error) {
  if (!(error instanceof Failure)) throw error;
  process.stderr.write(`bench: ${error.message}\n`);
  process.exitCode = 1;
}
