/**
 * Ends this process when its supervisor is gone, however that died: the channel to it closes. One that closed while
 * this process was still loading tells nobody any more, so that is asked for. A key press in the supervisor's terminal
 * reaches every process of it; only the supervisor decides what it means.
 */
export function endWithSupervisor(end: () => void): void {
  process.on('SIGINT', () => undefined);
  process.once('disconnect', end);
  if (process.connected === false) process.exit();
}
