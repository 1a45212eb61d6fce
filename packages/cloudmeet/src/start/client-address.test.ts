import { IncomingMessage } from 'node:http';
import { Socket } from 'node:net';
import { expect, test } from 'vitest';
import { clientAddress } from './client-address.ts';

function requestFrom(remoteAddress: string, forwarded?: string): IncomingMessage {
  const request = new IncomingMessage(
    Object.create(new Socket(), { remoteAddress: { value: remoteAddress } }),
  );
  if (forwarded !== undefined) request.headers['x-forwarded-for'] = forwarded;
  return request;
}

test('nobody is believed who was not named', () => {
  expect(clientAddress(undefined)(requestFrom('10.0.0.1', '1.2.3.4'))).toBe('10.0.0.1');
  expect(clientAddress('10.0.0.2')(requestFrom('10.0.0.1', '1.2.3.4'))).toBe('10.0.0.1');
});

test('behind proxies that are believed it is what they say, and not what the client says', () => {
  const behindOne = clientAddress(1);
  expect(behindOne(requestFrom('10.0.0.1', '1.2.3.4'))).toBe('1.2.3.4');
  expect(behindOne(requestFrom('10.0.0.1', '6.6.6.6, 1.2.3.4'))).toBe('1.2.3.4');
  expect(behindOne(requestFrom('10.0.0.1'))).toBe('10.0.0.1');
  const byNetwork = clientAddress('10.0.0.0/8');
  expect(byNetwork(requestFrom('10.0.0.1', '6.6.6.6, 1.2.3.4, 10.0.0.9'))).toBe('1.2.3.4');
});
