// The plugin for Vite and vitest, whose source is TypeScript; CommonJS, so that any kind of configuration can load it.
require("tsx/cjs/api").register();
exports.tsvisor = require("../src/compiler/node/vite-plugin.ts").tsvisor;
