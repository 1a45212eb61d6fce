import { mkdirSync, mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { App, Testing } from 'cdktf';
import { CloudMeetStack } from '../src/cloudmeet-stack.ts';
import { functionPlans } from '../src/functions.ts';

export interface Resource {
  [attribute: string]: unknown;
}

/** The resources of the stack by type and name, and its outputs and variables. */
export interface Synthesised {
  resource: Record<string, Record<string, Resource>>;
  output: Record<string, { value: unknown }>;
  variable: Record<string, Resource>;
}

/** A folder in which every function was built. */
export function builtFunctions(): string {
  const folder = mkdtempSync(join(tmpdir(), 'cloudmeet-bundles-'));
  for (const { name } of functionPlans) {
    mkdirSync(join(folder, name, 'dist'), { recursive: true });
    writeFileSync(join(folder, name, 'dist/function.zip'), name);
  }
  return folder;
}

export function synthesise(bundles: string): Synthesised {
  const app = new App({ outdir: mkdtempSync(join(tmpdir(), 'cloudmeet-cdktf-')) });
  return JSON.parse(Testing.synth(new CloudMeetStack(app, 'cloudmeet', { bundles }))) as Synthesised;
}

export function resources({ resource }: Synthesised, type: string): Resource[] {
  return Object.values(resource[type] ?? {});
}
