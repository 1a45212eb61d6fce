import type { Socket as UdpSocket } from 'node:dgram';

/**
 * One way between us and a client: a local socket and the client's address. Only paths whose checks were authentic
 * (RFC 8445 section 7.3) are given to an agent.
 */
export interface NetworkPath {
  readonly transport: 'udp' | 'tcp';
  readonly address: string;
  readonly port: number;
  /** The socket of a UDP path, whose descriptor a native sender may use while the path is open. */
  readonly socket: UdpSocket | null;
  send(datagram: Buffer): void;
  close(): void;
}

/** The same client through the same socket. */
export function isSamePath(one: NetworkPath, other: NetworkPath): boolean {
  return one.port === other.port && one.address === other.address && one.socket === other.socket;
}
