/** The table of operations and states on the hypervisor's code as host C, under sanitizers. */
import { expect, test } from "vitest";
import { rigFile, rigVm } from "../lifecycle/rig.js";
import { answerOf, lifecycleTable, lineOf, answersIn } from "../lifecycle/table.js";
import { sameInBothLanes } from "./device/two-lanes.js";

const separator = "----";

test("every operation in every state says and does what the table says, and nothing leaks", async () => {
  const steps = lifecycleTable.map((cell) => `${cell.state}|${lineOf(cell, rigVm, rigFile)}`);
  const output = await sameInBothLanes(`
    import { print } from "../../../src/std/index.js";
    import { LifecycleRig } from "../../lifecycle/rig.js";

    const rig = new LifecycleRig();
    for (const step of ${JSON.stringify(steps.join("\n"))}.split("\\n")) {
      const words = step.split("|");
      rig.bring(words[0]!);
      print(rig.run(words[1]!));
      print(rig.state());
      print("${separator}");
    }
    rig.end();
  `);
  const answers = output.split(`${separator}\n`).slice(0, -1).map(answersIn);
  expect(answers).toEqual(lifecycleTable.map((cell) => [...answerOf(cell, rigVm, "test"), cell.then ?? "none"]));
}, 300_000);
