import { defineConfig } from "vite";

export default defineConfig({
  root: import.meta.dirname,
  build: {
    outDir: "../../dist/widget",
    emptyOutDir: true,
    lib: {
      entry: "src/widget.tsx",
      formats: ["iife"],
      name: "Slotwise",
      fileName: () => "widget.js",
    },
  },
});
