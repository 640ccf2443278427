// The command `compile` by itself: what CMake and `tsvisor compile` run.
const { load } = require("./precompiled.cjs");
process.exitCode = load("src/compiler/command/main.ts", { withTypeScript: true }).run(process.argv.slice(2));
