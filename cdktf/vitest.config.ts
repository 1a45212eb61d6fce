import { defineConfig } from 'vitest/config';

/** Apart from the other tests: it needs packages that nothing else does. */
export default defineConfig({ test: { include: ['tests/**/*.test.ts'], passWithNoTests: false } });
