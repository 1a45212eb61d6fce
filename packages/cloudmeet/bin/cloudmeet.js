#!/usr/bin/env node
const [major, minor] = process.versions.node.split('.').map(Number);
if (major < 22 || (major === 22 && minor < 18)) {
  process.stderr.write(
    `CloudMeet runs on Node 22.18 or newer; this is ${process.versions.node}. Use npm start, which brings its own.\n`,
  );
  process.exit(1);
}
const { main } = await import('../src/cli.ts');
await main(process.argv.slice(2));
