import { isIPv4 } from 'node:net';
import { z } from 'zod';

const ipv4 = z.string().refine((address) => isIPv4(address), 'must be an IPv4 address');
const port = z.int().min(1).max(65_535);

/** How an edge listens; the supervisor gives it as one JSON argument. */
export const edgeOptionsSchema = z.strictObject({
  /** Local addresses to listen on, each with the one that clients reach it by where that is another (1:1 NAT). */
  addresses: z
    .array(z.strictObject({ bind: ipv4, announce: ipv4.optional() }))
    .min(1)
    .max(8)
    .default([{ bind: '127.0.0.1' }]),
  /** Ports to choose from, both ends included; null for any free one. Each edge takes one per address. */
  ports: z.strictObject({ first: port, last: port }).nullable().default(null),
  /** Whether clients behind firewalls without UDP may come by ICE-TCP (RFC 6544). */
  tcp: z.boolean().default(true),
  /** Whether the native sender may be used where it is installed. */
  native: z.boolean().default(true),
});
export type EdgeOptions = z.output<typeof edgeOptionsSchema>;
export type EdgeOptionsInput = z.input<typeof edgeOptionsSchema>;

/** The ports of a range in order; 0, which is any, without one. */
export function portsOf(options: EdgeOptions): number[] {
  if (options.ports === null) return [0];
  const { first, last } = options.ports;
  return Array.from({ length: Math.max(0, last - first + 1) }, (_, i) => first + i);
}
