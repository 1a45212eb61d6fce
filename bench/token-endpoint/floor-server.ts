// The least that a token endpoint can be: Express, one route, one signature with the same key.
import { createPrivateKey, randomUUID, sign } from 'node:crypto';
import { startHttpServer } from '@cloudmeet/service-kit';
import express from 'express';
import { z } from 'zod';

const settings = z.object({ BENCH_PRIVATE_KEY: z.string(), BENCH_KID: z.string() });
const { BENCH_PRIVATE_KEY, BENCH_KID } = settings.parse(process.env);
const privateKey = createPrivateKey(BENCH_PRIVATE_KEY);
const base64url = (value: object) => Buffer.from(JSON.stringify(value)).toString('base64url');
const header = base64url({ alg: 'EdDSA', typ: 'cm-room+jwt', kid: BENCH_KID });

const app = express().disable('etag').disable('x-powered-by');
app.post('/v1/rooms/:roomId/tokens', (request, response) => {
  const iat = Math.floor(Date.now() / 1000);
  const claims = {
    iss: 'http://127.0.0.1:4400',
    aud: 'cloudmeet:room',
    sub: 'user-17',
    tid: 'tnt_b3Xk8PzQ1vWn6RtY5mLs0JcD',
    rid: request.params.roomId,
    role: 'host',
    jti: randomUUID(),
    iat,
    nbf: iat,
    exp: iat + 3600,
    name: 'Anna Papadaki',
  };
  const input = `${header}.${base64url(claims)}`;
  const token = `${input}.${sign(null, Buffer.from(input), privateKey).toString('base64url')}`;
  response.status(201).json({
    token,
    expiresAt: new Date(claims.exp * 1000).toISOString(),
    joinUrl: `http://127.0.0.1:4401/r/${claims.rid}#token=${token}`,
  });
});
const server = await startHttpServer({ name: 'the floor', handler: app, port: 0 });
console.log(server.url);

process.once('SIGTERM', () => {
  void server.close();
});
