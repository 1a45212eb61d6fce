import { expect, it } from 'vitest';
import { axeFindings, show } from './render.tsx';

it('the check for accessibility goes red for a button without a name and a field without a label', async () => {
  show(
    <main>
      <button />
      <input />
    </main>,
  );
  const findings = await axeFindings();
  expect(findings.map((finding) => finding.split(':')[0]).sort()).toEqual(['button-name', 'label']);
});
