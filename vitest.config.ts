import { defineConfig } from "vitest/config";
import { deviceCode } from "./src/compiler/node/vite-plugin.js";

/** The device's code runs on Node with the integers that it has in C. */
const exactIntegers = deviceCode(["src/**/*.ts"], ["src/compiler/**", "src/cli/**"]);

/** One project per folder of tests; the emulators run one at a time, since each has four CPUs of its own. */
export default defineConfig({
  test: {
    projects: [
      { plugins: [exactIntegers], test: { name: "unit", include: ["tests/unit/**/*.test.ts"], testTimeout: 60_000 } },
      /* One process for many files: it loads tsc, and JavaScript's declarations, once. */
      {
        test: {
          name: "compiler",
          include: ["tests/compiler/**/*.test.ts"],
          testTimeout: 600_000,
          isolate: false,
          maxWorkers: "100%",
          sequence: { groupOrder: 1 },
        },
      },
      { test: { name: "host", include: ["tests/host/**/*.test.ts"], testTimeout: 180_000 } },
      {
        test: {
          name: "system",
          include: ["tests/system/**/*.test.ts"],
          testTimeout: 300_000,
          hookTimeout: 120_000,
          fileParallelism: false,
        },
      },
    ],
  },
});
