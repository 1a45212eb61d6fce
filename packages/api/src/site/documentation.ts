import { createRequire } from 'node:module';
import { dirname } from 'node:path';
import express, { Router } from 'express';

const page = `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>CloudMeet API</title>
<link rel="icon" href="/docs/assets/favicon-32x32.png">
<link rel="stylesheet" href="/docs/assets/swagger-ui.css">
</head>
<body>
<main id="documentation"></main>
<script src="/docs/assets/swagger-ui-bundle.js"></script>
<script src="/docs/start.js"></script>
</body>
</html>
`;

const start = `'use strict';
SwaggerUIBundle({
  url: '/openapi.json',
  dom_id: '#documentation',
  deepLinking: true,
  docExpansion: 'list',
  validatorUrl: null,
});
`;

/** Everything from here and nothing inline; Swagger UI draws its icons as data images and sets styles by script. */
const policy = [
  "default-src 'none'",
  "script-src 'self'",
  "style-src 'self' 'unsafe-inline'",
  "img-src 'self' data:",
  "font-src 'self'",
  "connect-src 'self'",
  "base-uri 'none'",
  "form-action 'none'",
  "frame-ancestors 'none'",
].join('; ');

const assets = ['swagger-ui.css', 'swagger-ui-bundle.js', 'favicon-32x32.png'];

/** `GET /docs`: the OpenAPI document to read and try, served from here alone. */
export function documentation(): Router {
  const folder = dirname(createRequire(import.meta.url).resolve('swagger-ui-dist/package.json'));
  const files = express.static(folder, {
    ...{ index: false, redirect: false, cacheControl: false },
    setHeaders: (response) => response.setHeader('Cache-Control', 'public, max-age=3600'),
  });
  const router = Router({ caseSensitive: true });
  router.get('/', (_request, response) => {
    response.set({ 'Content-Security-Policy': policy, 'Cache-Control': 'no-cache' }).type('html').send(page);
  });
  router.get('/start.js', (_request, response) => {
    response.set('Cache-Control', 'no-cache').type('text/javascript').send(start);
  });
  router.get('/assets/:name', (request, response, next) => {
    if (!assets.includes(request.params.name)) {
      next();
      return;
    }
    request.url = `/${request.params.name}`;
    files(request, response, next);
  });
  return router;
}
