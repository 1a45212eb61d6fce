import { readdirSync, readFileSync, rmSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { functionPlans } from '../src/functions.ts';
import { builtFunctions, resources, synthesise, type Synthesised } from './synthesise.ts';

const here = (path: string) => fileURLToPath(new URL(path, import.meta.url));

let bundles: string;
let stack: Synthesised;
beforeAll(() => {
  bundles = builtFunctions();
  stack = synthesise(bundles);
});
afterAll(() => {
  rmSync(bundles, { recursive: true });
});

/** Actions of a policy with a star, and whether it is for everything there is. */
function broadActions(policy: string): string[] {
  const statements = [...policy.matchAll(/"Action"\s*=\s*\[([^\]]*)\][^}]*?"Resource"\s*=\s*\[([^\]]*)\]/g)];
  return statements
    .flatMap(([, actions = '', resource = '']) =>
      [...actions.matchAll(/"([^"]+)"/g)].map(([, action = '']) => ({
        action,
        everything: resource.includes('"*"'),
      })),
    )
    .filter(({ action, everything }) => action.includes('*') || everything)
    .map(({ action }) => action);
}

describe('what CloudMeet uses of AWS', () => {
  it('has a queue, dead letters and a function for every folder of lambdas', () => {
    const folders = readdirSync(here('../../lambdas'), { withFileTypes: true })
      .filter((entry) => entry.isDirectory() && entry.name !== 'node_modules')
      .map(({ name }) => name);
    expect(functionPlans.map(({ name }) => name).toSorted()).toEqual(folders.toSorted());
    expect(resources(stack, 'aws_lambda_function')).toHaveLength(folders.length);
    expect(resources(stack, 'aws_sqs_queue')).toHaveLength(2 * folders.length);
    expect(resources(stack, 'aws_cloudwatch_metric_alarm')).toHaveLength(folders.length);
  });

  it('takes back from a function only the messages that it could not do', () => {
    for (const mapping of resources(stack, 'aws_lambda_event_source_mapping'))
      expect(mapping['function_response_types']).toEqual(['ReportBatchItemFailures']);
  });

  it('hides a message six times as long as its function may take', () => {
    for (const { name, timeoutSeconds } of functionPlans) {
      const queue = resources(stack, 'aws_sqs_queue').find((one) => one['name'] === `\${var.prefix}-${name}`);
      expect(queue?.['visibility_timeout_seconds'], name).toBe(6 * timeoutSeconds);
      expect(queue?.['redrive_policy'], name).toContain('maxReceiveCount');
    }
  });

  it('puts out settings that the operations manual knows, one for every queue', () => {
    const manual = readFileSync(here('../../docs/operations.md'), 'utf8');
    const settings = Object.keys(stack.output['server-settings']?.value as Record<string, string>);
    const ours = settings.filter((name) => name.startsWith('CLOUDMEET_'));
    for (const name of ours) expect(manual, name).toContain(`\`${name}\``);
    expect(ours.filter((name) => name.includes('_SQS_'))).toHaveLength(functionPlans.length);
  });

  it('gives rights to single resources, except to make network interfaces', () => {
    const policies = [...resources(stack, 'aws_iam_role_policy'), ...resources(stack, 'aws_iam_policy')];
    expect(policies).toHaveLength(functionPlans.length + 1);
    const broad = policies.flatMap(({ policy }) => broadActions(String(policy)));
    expect(broad).toHaveLength(3 * functionPlans.length);
    for (const action of broad) expect(action).toMatch(/^ec2:\w+NetworkInterfaces?$/);
  });

  it('control: a policy for everything is found', () => {
    expect(broadActions('{"Action" = ["s3:*"], "Effect" = "Allow", "Resource" = ["x"]}')).toEqual(['s3:*']);
    expect(broadActions('{"Action" = ["s3:GetObject"], "Effect" = "Allow", "Resource" = ["*"]}')).toEqual([
      's3:GetObject',
    ]);
  });

  it('keeps recordings private and never throws them away', () => {
    const [bucket] = resources(stack, 'aws_s3_bucket');
    expect(bucket?.['force_destroy']).toBe(false);
    const [closed] = resources(stack, 'aws_s3_bucket_public_access_block');
    expect(closed).toMatchObject({ block_public_acls: true, block_public_policy: true });
    const [lifecycle] = resources(stack, 'aws_s3_bucket_lifecycle_configuration');
    expect(JSON.stringify(lifecycle)).toContain('abort_incomplete_multipart_upload');
  });

  it('takes the internal secret as a sensitive variable alone', () => {
    expect(stack.variable['internal_secret']).toMatchObject({ sensitive: true, nullable: false });
    for (const { environment } of resources(stack, 'aws_lambda_function'))
      expect(environment).toMatchObject({
        variables: { CLOUDMEET_INTERNAL_SECRET: '${var.internal_secret}' },
      });
  });

  it('has a client for the console that signs in by password and keeps no secret', () => {
    const [client] = resources(stack, 'aws_cognito_user_pool_client');
    expect(client).toMatchObject({
      generate_secret: false,
      explicit_auth_flows: ['ALLOW_USER_PASSWORD_AUTH', 'ALLOW_REFRESH_TOKEN_AUTH'],
      enable_token_revocation: true,
    });
  });

  it('refuses, with what to do, while a function was not built', () => {
    expect(() => synthesise('/nowhere')).toThrow(/deliver-webhooks.*npm run build/);
  });
});
