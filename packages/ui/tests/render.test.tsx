import { expect, it } from 'vitest';
import { axeFindings, show } from './render.tsx';

it('the check for accessibility goes red for a button without a name and a field without a label', async () => {
  show(
    <main>
      {/* oxlint-disable-next-line jsx-a11y/control-has-associated-label -- the control has to be wrong */}
      <button />
      <input />
    </main>,
  );
  const findings = await axeFindings();
  expect(findings.map((finding) => finding.split(':')[0]).sort()).toEqual(['button-name', 'label']);
});
