// The plugin for Vite and vitest; CommonJS, so that any kind of configuration can load it.
exports.tsvisor = require("./precompiled.cjs").load("src/compiler/node/vite-plugin.ts").tsvisor;
