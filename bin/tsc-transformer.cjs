// The transformer for tsc through ts-patch.
module.exports = require("./precompiled.cjs").load("src/compiler/node/tsc-transformer.ts");
