import { spawn } from 'node:child_process';

/** A terminal's Ctrl-C comes twice, from the terminal and from npm; one within this time is the same Ctrl-C. */
const sameSignalMs = 1000;

// A closing terminal means the same as SIGTERM.
const passedOnAs = { SIGINT: 'SIGINT', SIGTERM: 'SIGTERM', SIGHUP: 'SIGTERM' };

function forwardSignals(child) {
  let lastAt = -Infinity;
  const listeners = Object.entries(passedOnAs).map(([signal, passedOn]) => {
    const listener = () => {
      const now = performance.now();
      if (now - lastAt < sameSignalMs) return;
      lastAt = now;
      child.kill(passedOn);
    };
    process.on(signal, listener);
    return () => process.off(signal, listener);
  });
  return () => listeners.forEach((stop) => stop());
}

/**
 * Runs a long-lived child with our output and hands each signal on to it once. It gets a process group of its own, so
 * that a terminal's Ctrl-C does not reach it a second time past us, and a channel to us, whose closing tells it that we
 * were killed. Resolves to `{code, signal}` of its end.
 */
export async function supervise(command, args, options) {
  const stdio = ['ignore', 'inherit', 'inherit', 'ipc'];
  const child = spawn(command, args, { stdio, detached: true, ...options });
  const stopForwarding = forwardSignals(child);
  try {
    return await new Promise((resolve, reject) => {
      child.once('error', reject);
      child.once('exit', (code, signal) => resolve({ code, signal }));
    });
  } finally {
    stopForwarding();
  }
}
