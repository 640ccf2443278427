/** From the plugin's records to figures: instructions per operation, the marker's own instruction taken off. */

/** Least, median, greatest, number of samples. */
export type Figure = readonly [number, number, number, number];

export interface Report {
  readonly guest_entry_total: number;
  readonly image_bytes: number;
  readonly sections: Readonly<Record<string, Figure>>;
}

/** Marker numbers that the guest's `start.S` places; see `plugin/icnt.c`. */
enum Marker {
  GuestEntry = 0,
  IsrEntry = 1,
  Before = 2,
  After = 3,
  Done = 13,
  SectionTick = 14,
}

/** Section n of the guest is announced by n ticks in a row. */
const sectionNames = [
  "",
  "empty",
  "hvc_psci_version",
  "smc_psci_version",
  "hvc_unknown",
  "xen_version",
  "gicd_ctlr_read",
  "gicd_isenabler1_read",
  "idreg_read",
  "cntpct_read",
  "uart_fr_read",
  "sgi_self",
  "vtimer_busy",
  "vtimer_wfi",
  "secondary_boot",
  "ipi",
];

interface Row {
  readonly marker: number;
  readonly cpu: number;
  readonly count: number;
  readonly total: number;
  /** Instructions since this CPU's busy loop was last seen; null where it was not. */
  readonly sinceSpin: number | null;
}

function parseRow(line: string): Row | null {
  const [marker, cpu, count, total, spin] = line.split(" ");
  if (marker === undefined || marker === "end" || spin === undefined) return null;
  return {
    marker: Number(marker),
    cpu: Number(cpu),
    count: Number(count),
    total: Number(total),
    sinceSpin: spin === "-" ? null : Number(spin),
  };
}

/** Collects samples while the records go by. */
class Samples {
  readonly bySection = new Map<string, number[]>();
  guestEntry = 0;
  done = false;
  private section = "";
  private ticks = 0;
  private previous = -1;
  private readonly begun = new Map<number, number>();

  take(row: Row): void {
    switch (row.marker) {
      case Marker.GuestEntry:
        if (this.guestEntry === 0) this.guestEntry = row.total;
        break;
      case Marker.SectionTick:
        this.ticks = this.previous === Marker.SectionTick ? this.ticks + 1 : 1;
        this.section = sectionNames[this.ticks] ?? String(this.ticks);
        break;
      case Marker.Before:
        this.begun.set(row.cpu, row.count);
        break;
      case Marker.After:
        this.finish(row);
        break;
      case Marker.IsrEntry:
        this.enterIsr(row);
        break;
      case Marker.Done:
        this.done = true;
        break;
    }
    this.previous = row.marker;
  }

  private finish(row: Row): void {
    const begun = this.begun.get(row.cpu);
    if (begun === undefined || this.done) return;
    this.add(this.section === "ipi" ? "ipi_send" : this.section, row.count - begun - 1);
    this.begun.delete(row.cpu);
  }

  private enterIsr(row: Row): void {
    const begun = this.begun.get(row.cpu);
    if (this.section === "sgi_self" && begun !== undefined) this.add("sgi_self_to_isr", row.count - begun - 1);
    else if (this.section === "vtimer_busy" && row.sinceSpin !== null) this.add("vtimer_busy_to_isr", row.sinceSpin - 1);
    else if (this.section === "ipi" && row.cpu === 1 && row.sinceSpin !== null) this.add("ipi_receive_to_isr", row.sinceSpin - 1);
  }

  private add(section: string, instructions: number): void {
    const list = this.bySection.get(section);
    if (list === undefined) this.bySection.set(section, [instructions]);
    else list.push(instructions);
  }
}

function figure(samples: readonly number[]): Figure {
  const sorted = [...samples].sort((a, b) => a - b);
  const middle = sorted.length / 2;
  const median = sorted.length % 2 === 1 ? sorted[Math.floor(middle)]! : Math.trunc((sorted[middle - 1]! + sorted[middle]!) / 2);
  return [sorted[0]!, median, sorted[sorted.length - 1]!, sorted.length];
}

/** @throws Error when the guest did not get to its end */
export function readRecords(text: string): { guestEntry: number; sections: Record<string, Figure> } {
  const samples = new Samples();
  for (const line of text.split("\n")) {
    const row = parseRow(line);
    if (row !== null) samples.take(row);
  }
  if (!samples.done) throw new Error("the guest did not get to its end");
  const sections = Object.fromEntries([...samples.bySection].map(([name, list]) => [name, figure(list)]));
  return { guestEntry: samples.guestEntry, sections };
}

/** Ours beside the peers, medians with the worst where it differs. */
export function table(ours: Report, peers: Readonly<Record<string, Report>>): string {
  const columns: [string, Report][] = [["tsvisor", ours], ...Object.entries(peers)];
  const names = [...new Set(columns.flatMap(([, report]) => Object.keys(report.sections)))];
  const cell = (value: Figure | undefined): string =>
    value === undefined ? "-" : value[1] === value[2] ? `${value[1]}` : `${value[1]} (${value[2]})`;
  const line = (title: string, cells: readonly string[]): string => title.padEnd(22) + cells.map((text) => text.padStart(20)).join("");
  return [
    line(
      "instructions",
      columns.map(([name]) => name),
    ),
    ...names.map((name) =>
      line(
        name,
        columns.map(([, report]) => cell(report.sections[name])),
      ),
    ),
    line(
      "reset to guest",
      columns.map(([, report]) => String(report.guest_entry_total)),
    ),
    line(
      "image bytes",
      columns.map(([, report]) => String(report.image_bytes)),
    ),
    "",
  ].join("\n");
}
