/** Native code, and packages whose files are read rather than imported: they go beside the bundle as they are, with the files that are needed of each. */
export const besides = {
  sharp: ['.'],
  '@scalar/api-reference': ['package.json', 'dist/index.js', 'dist/browser'],
  '@fontsource/figtree': ['package.json', 'files'],
} as const;
