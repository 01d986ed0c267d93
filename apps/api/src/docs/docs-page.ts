/** The page at `/docs`: a reader of `/openapi.json`, served by ourselves, fonts and telemetry off. */
export const docsPage = `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>Minimart API</title>
</head>
<body>
<noscript>The reader needs JavaScript. The document itself is at <a href="/openapi.json">/openapi.json</a>.</noscript>
<script id="api-reference" type="application/json" data-url="/openapi.json"
  data-configuration='{"withDefaultFonts":false,"telemetry":false,"hideClientButton":true,"showDeveloperTools":"never","agent":{"disabled":true},"mcp":{"disabled":true},"proxyUrl":""}'></script>
<script src="/docs/reader.js"></script>
</body>
</html>
`;
