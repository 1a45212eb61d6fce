// File names say what is inside, and nothing that a build made is under version control.

const grabBag = /(^|\/|\.)(utils?|helpers?|misc|common|shared|stuff|manager\d*)(\.|\/)/i;
const builtHere =
  /(^|\/)(node_modules|dist|generated|coverage|test-results|playwright-report|\.nx|\.cloudmeet[^/]*)\//;
const builtFile = /\.(tsbuildinfo|log|tgz|map)$/;
const codeFile = /\.(ts|tsx|mjs|js|css)$/;
const kebabCase = /^[a-z0-9]+(-[a-z0-9]+)*$/;

function isKebab(path) {
  const name = path.split('/').at(-1);
  return name.startsWith('.') || kebabCase.test(name.split('.')[0]);
}

/** What is wrong with these paths (relative to the root, with slashes): `[{rule, from}]`. */
export function checkNames(paths) {
  const problems = [];
  for (const path of paths) {
    if (grabBag.test(path)) problems.push({ rule: 'no-grab-bags', from: path });
    if (builtHere.test(path) || builtFile.test(path)) problems.push({ rule: 'no-build-output', from: path });
    if (codeFile.test(path) && !isKebab(path)) problems.push({ rule: 'kebab-case', from: path });
  }
  return problems;
}
