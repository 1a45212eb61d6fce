import type { IncomingMessage } from 'node:http';
import express from 'express';
import { z } from 'zod';
import type { StartSettings } from './start-settings.ts';

type TrustProxy = StartSettings['CLOUDMEET_TRUST_PROXY'];
type Trusts = (address: string, hop: number) => boolean;

/** The setting as Express applications take it; absent when no proxy is believed. */
export function trustProxyOf({
  CLOUDMEET_TRUST_PROXY: trustProxy,
}: Pick<StartSettings, 'CLOUDMEET_TRUST_PROXY'>): { trustProxy?: string | number } {
  return trustProxy === undefined ? {} : { trustProxy };
}

const compiled = z.custom<Trusts>((value) => typeof value === 'function');

/** Express compiles the setting; the room socket has to come to the same answer as the API. */
function trusting(trustProxy: TrustProxy): Trusts {
  return compiled.parse(
    express()
      .set('trust proxy', trustProxy ?? false)
      .get('trust proxy fn'),
  );
}

/**
 * Who a connection comes from: the address of its socket, or behind proxies that are believed what the first one that
 * is not says in X-Forwarded-For.
 */
export function clientAddress(trustProxy: TrustProxy): (request: IncomingMessage) => string {
  const trusts = trusting(trustProxy);
  return (request) => {
    const header = request.headers['x-forwarded-for'];
    const stated = (Array.isArray(header) ? header.join() : (header ?? ''))
      .split(',')
      .map((one) => one.trim());
    const hops = [request.socket.remoteAddress ?? '', ...stated.filter((one) => one !== '').reverse()];
    return hops.find((address, hop) => !trusts(address, hop)) ?? hops.at(-1) ?? '';
  };
}
