import { expect, test } from "vitest";
import { whyNotDelete, whyNotResume, whyNotStart, whyNotStop, whyNotSuspend } from "../../../src/vmm/refusals.js";
import { VmState } from "../../../src/vmm/vm-state.js";

const { Loading, Loaded, Running, Suspended, Stopping, Stopped } = VmState;

/** The lifecycle table: the words that the refusal has, null where the operation is possible. */
const table: readonly [name: string, why: (state: VmState) => string | null, expected: Record<VmState, string | null>][] = [
  [
    "start",
    whyNotStart,
    {
      [Loading]: "still loading",
      [Loaded]: null,
      [Running]: "already running",
      [Suspended]: "use 'vm resume'",
      [Stopping]: "wait for it to fully stop",
      [Stopped]: null,
    },
  ],
  [
    "stop",
    (state) => whyNotStop(state, false),
    { [Loading]: null, [Loaded]: null, [Running]: null, [Suspended]: null, [Stopping]: "already stopping", [Stopped]: "already stopped" },
  ],
  [
    "stop --force",
    (state) => whyNotStop(state, true),
    { [Loading]: null, [Loaded]: null, [Running]: null, [Suspended]: null, [Stopping]: null, [Stopped]: "already stopped" },
  ],
  [
    "delete",
    (state) => whyNotDelete(state, false),
    {
      [Loading]: "still loading",
      [Loaded]: "'vm stop'",
      [Running]: "is running",
      [Suspended]: "is suspended",
      [Stopping]: "is stopping",
      [Stopped]: null,
    },
  ],
  [
    "delete --force",
    (state) => whyNotDelete(state, true),
    { [Loading]: null, [Loaded]: null, [Running]: null, [Suspended]: null, [Stopping]: null, [Stopped]: null },
  ],
  [
    "suspend",
    whyNotSuspend,
    {
      [Loading]: "still loading",
      [Loaded]: "'vm start'",
      [Running]: null,
      [Suspended]: "already suspended",
      [Stopping]: "is stopping",
      [Stopped]: "'vm start'",
    },
  ],
  [
    "resume",
    whyNotResume,
    {
      [Loading]: "still loading",
      [Loaded]: "'vm start'",
      [Running]: "already running",
      [Suspended]: null,
      [Stopping]: "is stopping",
      [Stopped]: "'vm start'",
    },
  ],
];

for (const [name, why, expected] of table) {
  test.each([Loading, Loaded, Running, Suspended, Stopping, Stopped])(`${name} from state %i`, (state) => {
    const words = expected[state];
    const refusal = why(state);
    if (words === null) expect(refusal).toBeNull();
    else expect(refusal).toContain(words);
  });
}
