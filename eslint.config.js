import tseslint from "typescript-eslint";

export default tseslint.config({ ignores: ["build/", "node_modules/", "eslint.config.js", "bin/"] }, ...tseslint.configs.strict, {
  languageOptions: { parserOptions: { projectService: true, tsconfigRootDir: import.meta.dirname } },
  rules: {
    // An index outside an array traps on the device, so `xs[i]!` states what the language checks anyway.
    "@typescript-eslint/no-non-null-assertion": "off",
    // Bodies of natives are Node's stand-ins: some have nothing to do.
    "@typescript-eslint/no-empty-function": "off",
    "@typescript-eslint/no-extraneous-class": "off",
    "@typescript-eslint/no-unused-vars": ["error", { argsIgnorePattern: "^_", varsIgnorePattern: "^_" }],
    "@typescript-eslint/no-explicit-any": "error",
    "@typescript-eslint/consistent-type-imports": "error",
    "@typescript-eslint/switch-exhaustiveness-check": ["error", { considerDefaultExhaustiveForUnions: true }],
    "max-lines": ["error", { max: 500, skipBlankLines: true, skipComments: true }],
    // `!= null` asks for null and undefined at once.
    eqeqeq: ["error", "always", { null: "ignore" }],
  },
});
