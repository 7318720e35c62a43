import { defineConfig } from "vitest/config";

export default defineConfig({
  test: {
    include: ["test/*.test.ts"],
    globals: true,
    testTimeout: 120_000,
    hookTimeout: 120_000,
    // A test of the whole program has a CLI, a program and a provider beside it.
    fileParallelism: false,
  },
});
