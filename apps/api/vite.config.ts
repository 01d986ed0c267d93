import { fileURLToPath } from 'node:url';
import { defineConfig } from 'vite';
import { besides } from './besides.ts';

const outside = Object.keys(besides);
const here = (path: string) => fileURLToPath(new URL(path, import.meta.url));

// The program with all its roles as a few files that a plain Node.js runs: no types to strip, no workspace to be found.
export default defineConfig({
  root: here('.'),
  ssr: {
    noExternal: true,
    external: outside,
    // As Node.js resolves them, so that what is bundled is what the tests have run.
    resolve: { conditions: ['node'], mainFields: ['main', 'module'] },
  },
  build: {
    ssr: true,
    target: 'node24',
    outDir: here('build'),
    emptyOutDir: true,
    sourcemap: true,
    minify: false,
    rolldownOptions: {
      input: {
        main: here('src/main.ts'),
        // What operators do, in the image as well.
        minimart: here('src/minimart.ts'),
        'encode-in-child': here('../../packages/media/src/encode-in-child.ts'),
      },
      // Looked for by their drivers, and not there.
      external: ['pg-native', 'pg-cloudflare', ...outside.map((name) => new RegExp(`^${name}(/|$)`))],
      output: { entryFileNames: '[name].js', chunkFileNames: '[name]-[hash].js' },
    },
  },
});
