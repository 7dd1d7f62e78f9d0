import react from '@vitejs/plugin-react';
import { defineConfig, type Plugin } from 'vite';

/** Prints the second address the house plan promises: the page that runs the whole job on the demo corpus. */
function printDemoAddress(): Plugin {
  return {
    name: 'intone-print-demo-address',
    configurePreviewServer(server) {
      const printUrls = server.printUrls.bind(server);
      server.printUrls = () => {
        printUrls();
        const local = server.resolvedUrls?.local[0];
        if (local)
          server.config.logger.info(
            `  ➜  Demo:    ${local}?demo  (runs the whole job on a synthetic corpus)`,
          );
      };
    },
  };
}

export default defineConfig({
  base: './',
  plugins: [react(), printDemoAddress()],
  worker: { format: 'es' },
  build: { target: 'es2022', chunkSizeWarningLimit: 4000, assetsInlineLimit: 0 },
  preview: { port: 4173, strictPort: false },
});
