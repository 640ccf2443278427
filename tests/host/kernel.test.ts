/** The kernel's locks, scheduler, timers and heap as host programs under sanitizers, on simulated machines. */
import { afterAll, expect, test } from "vitest";
import { outputOf, simulated, threads, Workshop } from "./kernel/build.js";

const workshop = new Workshop();
afterAll(() => workshop.close());

test.each(["scheduler", "waiting", "timers", "tasks", "heap"])("%s", async (name) => {
  expect(await outputOf(await workshop.build(name, simulated))).toBe("ok\n");
});

test("locks, heap and timers are safe between CPUs that run at once", async () => {
  expect(await outputOf(await workshop.build("races", threads))).toBe("ok\n");
});
