import react from "@vitejs/plugin-react";
import { defineConfig } from "vite";

export default defineConfig({
  root: import.meta.dirname,
  base: "/console/",
  plugins: [react()],
  build: {
    outDir: "../../dist/console",
    emptyOutDir: true,
    target: ["chrome123", "firefox128", "safari17.5"],
    // Our pages may run no inline scripts, and the browsers above preload modules by themselves.
    modulePreload: { polyfill: false },
    // An image inlined as data: would be let through; a script or a style would not.
    assetsInlineLimit: 0,
    // What counts is what is loaded first, zipped: a test weighs it.
    chunkSizeWarningLimit: 800,
  },
});
