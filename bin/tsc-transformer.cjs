// The transformer for tsc through ts-patch, whose source is TypeScript.
require("tsx/cjs/api").register();
module.exports = require("../src/compiler/node/tsc-transformer.ts");
