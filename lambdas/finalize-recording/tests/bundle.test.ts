import { fileURLToPath } from 'node:url';
import { captureFunctionSuite } from '@cloudmeet/testing/functions';

captureFunctionSuite({
  folder: fileURLToPath(new URL('..', import.meta.url)),
  kind: 'recording',
  step: 'finalize',
});
