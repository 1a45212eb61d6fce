// Finds a Chromium and a Firefox for the browser tests: what is there, else Playwright's own, else Debian's.
import { execFileSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { Problem, report } from './lib/problem.mjs';
import { capture } from './lib/run.mjs';
import { step } from './lib/step.mjs';

const kinds = {
  chromium: {
    variable: 'CHROME_BIN',
    paths: ['/usr/bin/chromium', '/usr/bin/chromium-browser', '/usr/bin/google-chrome'],
    debian: 'chromium',
  },
  firefox: {
    variable: 'FIREFOX_BIN',
    paths: ['/usr/bin/firefox-esr', '/usr/bin/firefox'],
    debian: 'firefox-esr',
  },
};

function starts(path) {
  if (!path || !existsSync(path)) return false;
  try {
    execFileSync(path, ['--version'], { stdio: 'ignore', timeout: 30_000 });
    return true;
  } catch (error) {
    console.error(`${path} is there but does not start: ${error.message}`);
    return false;
  }
}

/** The browser of the environment variable or of the usual places, or undefined. */
function findInstalled({ variable, paths }) {
  return [process.env[variable], ...paths].find(starts);
}

async function playwrightPath(name) {
  const playwright = await import('playwright-core');
  return playwright[name].executablePath();
}

/** Playwright's own Firefox is started by its name, so only Chromium's path is of use to others. */
async function downloadByPlaywright(name) {
  const path = await playwrightPath(name);
  if (!existsSync(path)) await capture('playwright', ['install', name]);
  return starts(path) ? path : undefined;
}

async function installDebian({ debian, paths }) {
  const sudo = process.getuid?.() === 0 ? [] : ['sudo', '-n'];
  if (!existsSync('/usr/bin/apt-get')) return undefined;
  if (sudo.length > 0 && !existsSync('/usr/bin/sudo')) return undefined;
  const env = { DEBIAN_FRONTEND: 'noninteractive' };
  const apt = (...args) => capture('env', [...sudo, 'apt-get', ...args], { env });
  const install = () => apt('install', '-y', '--no-install-recommends', debian);
  const { code } = await install();
  if (code !== 0) {
    await apt('update');
    await install();
  }
  return paths.find(starts);
}

async function findBrowser(name) {
  const kind = kinds[name];
  const installed = findInstalled(kind);
  if (installed) return installed;
  const found = await step(`Installing ${name} for the browser tests`, async () => {
    return (await downloadByPlaywright(name)) ?? (await installDebian(kind));
  });
  if (found) return found;
  throw new Problem(
    `The browser tests need ${name}, and it could neither be found nor installed.`,
    `Install it (Debian: apt-get install ${kind.debian}) or set ${kind.variable} to its path.`,
  );
}

/** The environment for the browser tests: `{CHROME_BIN, FIREFOX_BIN}`, absolute paths of browsers that start. */
export async function browserEnvironment() {
  const environment = {};
  for (const [name, { variable }] of Object.entries(kinds)) environment[variable] = await findBrowser(name);
  return environment;
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  await browserEnvironment().then(console.log).catch(report);
}
