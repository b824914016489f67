import { readdirSync } from 'node:fs';
import { defineConfig } from 'vite';

// The unit tests, in JavaScript that node's own test runner can run.
export default defineConfig({
  build: {
    ssr: true,
    outDir: 'node_modules/.tests',
    rollupOptions: { input: readdirSync('tests').filter(name => name.endsWith('.test.ts')).map(name => `tests/${name}`) },
  },
});
