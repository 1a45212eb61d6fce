import type { Socket } from 'node:dgram';

function property(of: unknown, name: string | symbol): unknown {
  return typeof of === 'object' && of !== null ? Reflect.get(of, name) : null;
}

/**
 * What Node reads a bound UDP socket by. It has no public name; it stands in the socket's state, which is reached by its
 * symbol (`_handle` says the same and warns).
 */
function handleOf(socket: Socket): unknown {
  const symbol = Object.getOwnPropertySymbols(socket).find((each) => each.description === 'state symbol');
  return symbol === undefined ? null : property(property(socket, symbol), 'handle');
}

/** The descriptor of a bound UDP socket; null where this Node keeps it elsewhere. */
export function descriptorOf(socket: Socket): number | null {
  const descriptor = property(handleOf(socket), 'fd');
  return typeof descriptor === 'number' && descriptor >= 0 ? descriptor : null;
}

/** Lets the event loop watch a bound socket or not: what comes meanwhile waits in the kernel. */
export interface SocketWatch {
  stop(): void;
  start(): void;
}

/** Null where this Node keeps it elsewhere. */
export function watchOf(socket: Socket): SocketWatch | null {
  const handle = handleOf(socket);
  const [stop, start] = [property(handle, 'recvStop'), property(handle, 'recvStart')];
  if (typeof stop !== 'function' || typeof start !== 'function') return null;
  return {
    stop: () => void Reflect.apply(stop, handle, []),
    start: () => void Reflect.apply(start, handle, []),
  };
}
