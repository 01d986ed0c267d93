import adapter from '@sveltejs/adapter-node';
import { sveltekit } from '@sveltejs/kit/vite';
import tailwindcss from '@tailwindcss/vite';
import { defineConfig } from 'vite';

export default defineConfig({
  plugins: [
    tailwindcss(),
    sveltekit({
      adapter: adapter(),
      // The hook in src/hooks.server.ts checks every change against the ORIGIN setting instead.
      csrf: { trustedOrigins: ['*'] },
      // Everything comes from our own origin: no third-party script, style, font or image.
      // What stands in a page as a script has the nonce of that one answer. The instrumentation hook adds the headers that have nothing to do with a page.
      csp: {
        mode: 'nonce',
        directives: {
          'default-src': ['self'],
          'script-src': ['self'],
          'style-src': ['self'],
          // The one style attribute there is: SvelteKit hides its live region for route changes with it.
          'style-src-attr': ['unsafe-hashes', 'sha256-S8qMpvofolR8Mpjy4kQvEm7m1q8clzU4dfDH0AmvZjo='],
          'img-src': ['self', 'data:'],
          'font-src': ['self'],
          'connect-src': ['self'],
          // The players of videos that are on a listing, once a visitor presses play.
          'frame-src': ['self', 'https://www.youtube-nocookie.com', 'https://player.vimeo.com'],
          'object-src': ['none'],
          'base-uri': ['none'],
          'form-action': ['self'],
          'frame-ancestors': ['none'],
        },
      },
    }),
  ],
  build: {
    // Kept as they are by browsers of these versions: light-dark(), oklch(), nesting.
    cssTarget: ['chrome123', 'firefox120', 'safari17.5'],
  },
});
