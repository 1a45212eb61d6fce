import type { DevFile } from '@cloudmeet/contracts';

/** What a newcomer reads when everything runs: addresses, demo credentials, the next step. */
export function banner(dev: DevFile, devFilePath: string, readyMs: number): string {
  const lines = [
    '',
    `CloudMeet is ready (${(readyMs / 1000).toFixed(1)} s).`,
    '',
    `  Sandbox    ${dev.sandboxUrl}   a customer's page with three people`,
    ...(dev.consoleUrl ? [`  Console    ${dev.consoleUrl}   manage rooms, keys and origins`] : []),
    `  API        ${dev.apiUrl}   docs at ${dev.apiUrl}/docs`,
    `  Rooms      ${dev.roomUrl}`,
    '',
  ];
  for (const { name, apiKey, admin } of dev.tenants) {
    lines.push(`  ${name.padEnd(18)} API key  ${apiKey}`);
    if (dev.consoleUrl) lines.push(`  ${''.padEnd(18)} sign in  ${admin.email} / ${admin.password}`);
  }
  lines.push(
    '',
    `  All of this is in ${devFilePath}`,
    '',
    `Next: open ${dev.sandboxUrl} and allow camera and microphone. Ctrl-C stops everything.`,
    '',
  );
  return lines.join('\n');
}
