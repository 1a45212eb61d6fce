import type { Socket } from 'node:dgram';

function property(of: unknown, name: string | symbol): unknown {
  return typeof of === 'object' && of !== null ? Reflect.get(of, name) : null;
}

/**
 * The descriptor of a bound UDP socket. Node has no public name for it; it stands in the socket's state, which is
 * reached by its symbol (`_handle` says the same and warns). Null where this Node keeps it elsewhere.
 */
export function descriptorOf(socket: Socket): number | null {
  const symbol = Object.getOwnPropertySymbols(socket).find((each) => each.description === 'state symbol');
  if (symbol === undefined) return null;
  const descriptor = property(property(property(socket, symbol), 'handle'), 'fd');
  return typeof descriptor === 'number' && descriptor >= 0 ? descriptor : null;
}
