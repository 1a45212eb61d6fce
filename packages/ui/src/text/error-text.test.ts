import { errorCodes } from '@cloudmeet/contracts';
import { describe, expect, it } from 'vitest';
import { createText } from './create-text.ts';
import { errorText } from './error-text.ts';
import { languages } from './languages.ts';

describe.each(languages)('errors in %s', (language) => {
  it('say for every code what is so and what to do, each in a sentence', async () => {
    const { t } = await createText(language);
    for (const code of errorCodes) {
      const { what, todo } = errorText(code, t);
      expect(what, code).toMatch(/^\p{Lu}.*\.$/u);
      expect(todo, code).toMatch(/^\p{Lu}.*\.$/u);
      expect(`${what} ${todo}`, code).not.toMatch(/errors\.|token|JSON|HTTP/);
    }
  });
});

describe('an unknown code', () => {
  it.each(['brand-new', '', 'constructor', '__proto__'])(
    '%j reads like a failure on our side',
    async (code) => {
      const { t } = await createText('en');
      expect(errorText(code, t)).toEqual(errorText('internal', t));
    },
  );
});
