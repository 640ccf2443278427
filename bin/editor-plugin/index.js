// The plugin for tsc's language service.
const { create } = require("../precompiled.cjs").load("src/compiler/editor/plugin.ts");
module.exports = () => ({ create });
