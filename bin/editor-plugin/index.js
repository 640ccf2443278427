// The plugin for tsc's language service, whose source is TypeScript.
require("tsx/cjs/api").register();
const { create } = require("../../src/compiler/editor/plugin.ts");
module.exports = () => ({ create });
