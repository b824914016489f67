import { defineConfig } from 'vite';

// Everything is served from this service, under a policy that allows no inline script or style.
export default defineConfig({
  build: {
    target: 'es2022',
    assetsInlineLimit: 0,
    modulePreload: { polyfill: false },
    reportCompressedSize: true,
  },
  server: {
    proxy: { '/api': process.env['CHAOSLAB_URL'] ?? 'http://127.0.0.1:5080' },
  },
});
