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
  for (const tenant of dev.tenants) lines.push(`  ${tenant.name.padEnd(18)} ${tenant.apiKey}`);
  lines.push(
    '',
    `  All of this is in ${devFilePath}`,
    '',
    `Next: open ${dev.sandboxUrl}. Ctrl-C stops everything.`,
    '',
  );
  return lines.join('\n');
}
