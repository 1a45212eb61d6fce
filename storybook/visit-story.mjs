/** In the page: nothing of the shown story is still to come. Storybook reloads the page when a story is left before. */
const isDone = () => ['finished', 'errored'].includes(window.__STORYBOOK_PREVIEW__?.currentRender?.phase);

/** A story that has not finished after this long hangs; most take a fraction of a second. */
const hangsAfterMs = 20_000;

/** In the page: shows another story, lets it play, and says what went wrong and what axe found in it. */
function show({ id, limitMs }) {
  const channel = window.__STORYBOOK_ADDONS_CHANNEL__;
  const findings = [];
  const say = (what) => (error) => findings.push(`${what}: ${error?.message ?? JSON.stringify(error)}`);
  const troubles = {
    playFunctionThrewException: say('its play failed'),
    storyThrewException: say('it threw'),
    storyErrored: say('it failed'),
    storyMissing: say('it is missing'),
    unhandledErrorsWhilePlaying: (errors) => errors.forEach(say('unhandled')),
  };
  for (const [name, listener] of Object.entries(troubles)) channel.on(name, listener);
  return new Promise((resolve) => {
    setTimeout(() => resolve([...findings, 'it does not finish']), limitMs);
    const finished = ({ storyId, reporters }) => {
      if (storyId !== id) return;
      channel.off('storyFinished', finished);
      for (const [name, listener] of Object.entries(troubles)) channel.off(name, listener);
      for (const { result } of reporters) {
        if (result?.error) findings.push(`axe failed: ${result.error.message}`);
        for (const { id: rule, nodes } of result?.violations ?? [])
          findings.push(`${rule}: ${nodes.map(({ html }) => html.slice(0, 160)).join(' | ')}`);
      }
      resolve(findings);
    };
    channel.on('storyFinished', finished);
    channel.emit('setCurrentStory', { storyId: id, viewMode: 'story' });
  });
}

/** In the page: what a finger or pointer may miss (their reach beyond the visible box counted in), and overflow. */
function measure(wantsTargets) {
  const findings = [];
  if (document.documentElement.scrollWidth > window.innerWidth) findings.push('it scrolls sideways');
  for (const button of wantsTargets ? document.querySelectorAll('button') : []) {
    // a switch is pressed by its whole row
    const box = (button.closest('label') ?? button).getBoundingClientRect();
    const reach = window.getComputedStyle(button, '::after');
    const reaches = reach.position === 'absolute';
    const height = reaches ? Number.parseFloat(reach.height) : box.height;
    const width = reaches ? Number.parseFloat(reach.width) : box.width;
    if (box.width > 0 && (Math.round(width) < 40 || Math.round(height) < 40))
      findings.push(`smaller than 40 px: ${button.ariaLabel ?? button.textContent} ${box.width} × ${height}`);
  }
  return findings;
}

/** Parts whose buttons are pressed with fingers; the console is worked with a pointer. */
const touched = /^(screens|room)-/;

/** Shows a story in a page that stays, and resolves with everything that is wrong with it. */
export async function visitStory(page, id) {
  await page.waitForFunction(isDone);
  const findings = await page.evaluate(show, { id, limitMs: hangsAfterMs });
  await page.evaluate(() => document.fonts.ready.then(() => undefined));
  return [...findings, ...(await page.evaluate(measure, touched.test(id)))];
}
