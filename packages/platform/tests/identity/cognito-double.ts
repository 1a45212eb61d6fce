import { spawn } from 'node:child_process';
import { createPrivateKey, sign } from 'node:crypto';
import { mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { CognitoIdentityProviderClient } from '@aws-sdk/client-cognito-identity-provider';
import { z } from 'zod';
import { createCognitoAccounts } from '../../src/identity/index.ts';
import type { Accounts } from '../../src/identity/index.ts';

const require = createRequire(import.meta.url);
const folder = join(dirname(require.resolve('cognito-local/package.json')), 'lib');

/** A pool id as Cognito makes them: the verifier reads the region out of it. */
export const userPoolId = 'eu-central-1_CloudMeet';
export const clientId = '4q7r0t1k2c9v8b6n5m3x1z0l';
const issuer = `https://cognito-idp.eu-central-1.amazonaws.com/${userPoolId}`;

const jwkSchema = z.looseObject({ kid: z.string(), kty: z.string() });
const keyFileSchema = z.object({ pem: z.string(), jwk: jwkSchema.optional() });

/** A stand-in for Cognito (cognito-local) as a process of its own, on loopback, with one pool and one client. */
export interface CognitoDouble {
  accounts: Accounts;
  /** The newest code that it would have mailed. */
  resetCodeOf(email: string): Promise<string>;
  /** A token signed with the pool's key: `claims` take the place of the right ones. */
  forge(claims: object): string;
  close(): Promise<void>;
}

async function writePool(data: string): Promise<void> {
  await mkdir(join(data, '.cognito/db'), { recursive: true });
  const write = (name: string, content: object) =>
    writeFile(join(data, '.cognito', name), JSON.stringify(content));
  const IssuerDomain = issuer.slice(0, issuer.lastIndexOf('/'));
  await write('config.json', { TokenConfig: { IssuerDomain } });
  const client = { ClientId: clientId, ClientName: 'console', UserPoolId: userPoolId };
  await write('db/clients.json', { Clients: { [clientId]: client } });
  const Options = { Id: userPoolId, UsernameAttributes: ['email'], MfaConfiguration: 'OPTIONAL' };
  await write(`db/${userPoolId}.json`, { Options, Users: {} });
}

function start(data: string) {
  const child = spawn(process.execPath, [join(folder, 'bin/start.js')], {
    cwd: data,
    env: { PATH: process.env['PATH'], PORT: '0', HOST: '127.0.0.1' },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  const address = new Promise<string>((resolve, reject) => {
    let said = '';
    const listen = (chunk: Buffer) => {
      said += chunk.toString();
      const [, url] = /running on (http:\/\/127\.0\.0\.1:\d+)/.exec(said) ?? [];
      if (url !== undefined) resolve(url);
    };
    child.stdout.on('data', listen);
    child.stderr.on('data', listen);
    child.once('exit', () => {
      reject(new Error(`The stand-in for Cognito ended: ${said}`));
    });
  });
  const ended = new Promise<void>((resolve) =>
    child.once('exit', () => {
      resolve();
    }),
  );
  return { child, address, ended };
}

const encode = (value: object) => Buffer.from(JSON.stringify(value)).toString('base64url');

export async function startCognitoDouble(): Promise<CognitoDouble> {
  const data = await mkdtemp(join(tmpdir(), 'cloudmeet-cognito-'));
  await writePool(data);
  const { child, address, ended } = start(data);
  const client = new CognitoIdentityProviderClient({
    region: 'eu-central-1',
    endpoint: await address,
    credentials: { accessKeyId: 'local', secretAccessKey: 'local' },
  });
  const key = keyFileSchema.parse(
    JSON.parse(await readFile(join(folder, 'keys/cognitoLocal.private.json'), 'utf8')),
  );
  const { jwk } = z
    .object({ jwk: jwkSchema })
    .parse(JSON.parse(await readFile(join(folder, 'keys/cognitoLocal.public.json'), 'utf8')));
  const privateKey = createPrivateKey(key.pem);
  return {
    accounts: createCognitoAccounts({ client, userPoolId, clientId, jwks: { keys: [jwk] } as never }),
    async resetCodeOf(email) {
      const pool = z
        .object({ Users: z.record(z.string(), z.looseObject({ ConfirmationCode: z.string().optional() })) })
        .parse(JSON.parse(await readFile(join(data, `.cognito/db/${userPoolId}.json`), 'utf8')));
      const user = Object.values(pool.Users).find((one) => JSON.stringify(one).includes(email));
      return user?.ConfirmationCode ?? '';
    },
    forge(claims) {
      const nowSeconds = Math.floor(Date.now() / 1000);
      const right = {
        ...{ iss: issuer, client_id: clientId, token_use: 'access', sub: 'x', username: 'x', jti: 'x' },
        ...{ iat: nowSeconds, exp: nowSeconds + 600, auth_time: nowSeconds, scope: 'x' },
      };
      const content = `${encode({ alg: 'RS256', kid: jwk.kid })}.${encode({ ...right, ...claims })}`;
      return `${content}.${sign('RSA-SHA256', Buffer.from(content), privateKey).toString('base64url')}`;
    },
    async close() {
      client.destroy();
      child.kill();
      await ended;
      await rm(data, { recursive: true });
    },
  };
}
