import { defineConfig } from 'vite';

// Everything is served from this service, under a policy that allows no inline script or style.
export default defineConfig({
  build: {
    target: 'es2022',
    assetsInlineLimit: 0,
    modulePreload: { polyfill: false },
    // What several pages share travels once, in two files, instead of in dozens of tiny ones.
    rolldownOptions: {
      output: {
        codeSplitting: {
          groups: [
            { name: 'chart', test: /uplot|src\/ui\/chart/, priority: 2 },
            { name: 'parts', test: /src\/(ui|api|live|dom)/, priority: 1 },
          ],
        },
      },
    },
  },
  server: {
    proxy: { '/api': process.env['CHAOSLAB_URL'] ?? 'http://127.0.0.1:5080' },
  },
});
