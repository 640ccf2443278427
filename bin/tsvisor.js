#!/usr/bin/env node
// Starts the host tool.
import precompiled from "./precompiled.cjs";

const { main } = precompiled.load("src/cli/main.ts");
process.exitCode = await main(process.argv.slice(2));
