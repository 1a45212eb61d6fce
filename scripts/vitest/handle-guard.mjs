import { afterAll } from 'vitest';

// What a test file opens it closes: a server, socket or child left open after the last hook fails the file.

const watched = new Set([
  'TCPServerWrap',
  'TCPSocketWrap',
  'UDPWrap',
  'ProcessWrap',
  'TTYWrap',
  'FSEventWrap',
]);
const graceMs = 2000;

function openNow() {
  return process.getActiveResourcesInfo().filter((kind) => watched.has(kind));
}

function surplus(before, now) {
  const left = [...now];
  for (const kind of before) {
    const at = left.indexOf(kind);
    if (at >= 0) left.splice(at, 1);
  }
  return left;
}

const openBefore = openNow();

afterAll(async () => {
  const deadline = Date.now() + graceMs;
  let left = surplus(openBefore, openNow());
  while (left.length > 0 && Date.now() < deadline) {
    await new Promise((resolve) => setTimeout(resolve, 20));
    left = surplus(openBefore, openNow());
  }
  if (left.length > 0) throw new Error(`Left open after the last test: ${left.join(', ')}`);
});
