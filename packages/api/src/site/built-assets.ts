import { join } from 'node:path';
import express from 'express';
import type { RequestHandler } from 'express';

/** Files of a built page whose names change with their content (`assets/`): kept for a year. */
export function builtAssets(builtDir: string): RequestHandler {
  return express.static(join(builtDir, 'assets'), {
    ...{ index: false, redirect: false, cacheControl: false },
    setHeaders: (response) => response.setHeader('Cache-Control', 'public, max-age=31536000, immutable'),
  });
}
