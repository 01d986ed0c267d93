// Which part may import which. Every rule has a bad example in fixtures/, and a test sees each of them reported.

const foundations =
  'problem|tokens|sealing|auth-inputs|external-request|scope-kit|app-manifest|blobs|media|repeat|tracing';
const features = 'keys|webhooks|catalog|installs|accounts|idempotency|chatbot|audit|mail|approvals|numbers|reviews';
const test = '[.](test|fixture)[.]ts$|/src/testing/|^apps/store/journeys/|^packages/test-kit/';
const npm = (names) => `(^|/)node_modules/(@types/)?(${names})/`;

/** @type {import('dependency-cruiser').IConfiguration} */
export default {
  forbidden: [
    {
      name: 'no-cycles',
      comment: 'Two modules that need each other are one idea in two files, or a third idea not yet found.',
      severity: 'error',
      from: {},
      to: { circular: true },
    },
    {
      name: 'resolvable',
      comment: 'An import that leads nowhere hides whatever it would have broken.',
      severity: 'error',
      from: { pathNot: '^apps/store/' },
      to: { couldNotResolve: true },
    },
    {
      name: 'foundations-are-pure',
      comment: 'Foundations know nothing of features, plugins, tables or apps.',
      severity: 'error',
      from: { path: `^packages/(${foundations})/`, pathNot: test },
      to: { path: '^packages/', pathNot: `^packages/(${foundations})/` },
    },
    {
      name: 'features-stay-apart',
      comment: 'A feature never imports another; apps/api puts them together through ports.',
      severity: 'error',
      from: { path: `^packages/(${features})/` },
      to: { path: '^packages/', pathNot: [`^packages/$1/`, `^packages/(${foundations}|database|test-kit)/`] },
    },
    {
      name: 'features-need-no-database',
      comment: 'A feature hands over its tables as plain data; only its tests put a database under them.',
      severity: 'error',
      from: { path: `^packages/(${features})/`, pathNot: test },
      to: { path: '^packages/database/' },
    },
    {
      name: 'plugins-need-little',
      comment: 'A scope plugin imports scope-kit and the reference host (chatbot), nothing else of ours.',
      severity: 'error',
      from: { path: '^packages/(scope-(?!kit/)[^/]+)/' },
      to: { path: '^packages/', pathNot: '^packages/($1|scope-kit|chatbot)/' },
    },
    {
      name: 'packages-know-no-app',
      comment: 'Dependencies run one way: apps -> packages.',
      severity: 'error',
      from: { path: '^(packages|tooling|examples)/' },
      to: { path: '^apps/' },
    },
    {
      name: 'apps-stay-apart',
      comment: 'Apps talk over HTTP.',
      severity: 'error',
      from: { path: '^apps/([^/]+)/' },
      to: { path: '^apps/', pathNot: '^apps/$1/' },
    },
    {
      name: 'store-speaks-http',
      comment:
        'The store knows the API by its contract, and how what is typed into a form is checked, by the pure packages that the server checks it with; its journeys may start a real system.',
      severity: 'error',
      from: { path: '^apps/store/' },
      to: {
        path: '^(packages|tooling)/',
        pathNot:
          '^packages/(ui|messages|api-client|auth-inputs|external-request|app-manifest|tracing)/|^tooling/(browser|launcher|identity-provider)/',
      },
    },
    {
      name: 'tooling-is-not-shipped',
      comment: 'What runs in production imports no tooling.',
      severity: 'error',
      from: { path: '^(packages|apps)/', pathNot: test },
      to: { path: '^tooling/' },
    },
    {
      name: 'examples-stand-alone',
      comment: 'A developer copies the server of a mini-app into a project that has none of our workspace.',
      severity: 'error',
      from: { path: '^examples/receive' },
      to: { path: '^(packages|tooling)/' },
    },
    {
      name: 'other-host-without-chatbot',
      comment: 'The core knows nothing of chatbots: another host runs without any of their packages.',
      severity: 'error',
      from: { path: '^examples/other-host/' },
      to: { path: '^(tooling|packages/(chatbot|scope-(?!kit/)[^/]+))/' },
    },
    {
      name: 'through-the-door',
      comment: 'Another package is entered by a door of its exports only.',
      severity: 'error',
      from: { path: '^(packages|apps|tooling|examples)/([^/]+)/' },
      to: {
        path: '^(packages|tooling)/[^/]+/',
        pathNot: [
          '^$1/$2/',
          '^(packages|tooling)/[^/]+/src/((mikro-orm|express|testing|requests|server)/)?index[.]ts$',
          '^packages/ui/src/styles/',
        ],
      },
    },
    {
      name: 'tests-are-not-shipped',
      comment: 'Fakes, fixtures and test runners stay out of what runs in production.',
      severity: 'error',
      from: { path: '^(packages|apps)/', pathNot: `${test}|[.]config[.](ts|js)$` },
      to: {
        path: `[.]test[.]ts$|/src/testing/|^packages/test-kit/|${npm('vitest|supertest|fast-check|playwright-core')}`,
      },
    },
    {
      name: 'express-at-the-edge',
      comment: 'Express lives in apps, in each package’s ./express door, and in the benchmarks.',
      severity: 'error',
      from: {
        path: '^(packages|tooling|examples/receive[^/]*)/',
        pathNot: `^packages/[^/]+/src/express/|^tooling/bench/|${test}`,
      },
      to: { path: npm('express') },
    },
    {
      name: 'orm-behind-its-door',
      comment:
        'The ORM and pg live in ./mikro-orm doors, packages/database, packages/test-kit, apps/api, and in examples of one package alone.',
      severity: 'error',
      from: {
        path: '^(packages|apps|tooling|examples)/',
        pathNot: `^packages/[^/]+/src/mikro-orm/|^packages/database/|^apps/api/|^tooling/(postgres|bench|soak)/|^examples/[^/]+-only/|${test}`,
      },
      to: { path: npm('@mikro-orm/[^/]+|pg') },
    },
  ],
  options: {
    // Real paths: a workspace package is seen as packages/<name>/src/..., however it was imported.
    preserveSymlinks: false,
    doNotFollow: { path: 'node_modules' },
    exclude: { path: '^tooling/fences/fixtures/|(^|/)(build|dist|[.]svelte-kit)/' },
    tsPreCompilationDeps: true,
    enhancedResolveOptions: {
      exportsFields: ['exports'],
      conditionNames: ['import', 'node', 'svelte', 'default', 'types'],
      extensions: ['.ts', '.js', '.mjs', '.svelte', '.json', '.d.ts'],
    },
    reporterOptions: { text: { highlightFocused: true } },
  },
};
