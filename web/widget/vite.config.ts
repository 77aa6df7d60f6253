import { defineConfig } from "vite";

export default defineConfig({
  root: import.meta.dirname,
  // Plain calls of `h` need no second runtime.
  oxc: {
    jsx: { runtime: "classic", pragma: "h", pragmaFrag: "Fragment", development: false },
    jsxInject: 'import { h, Fragment } from "preact"',
  },
  build: {
    outDir: "../../dist/widget",
    emptyOutDir: true,
    // Browsers of mid-2024 and later; older syntax would cost a tenth of the 10 KB.
    target: ["chrome123", "firefox128", "safari17.5"],
    lib: {
      entry: "src/widget.ts",
      formats: ["iife"],
      name: "Slotwise",
      fileName: () => "widget.js",
    },
  },
});
