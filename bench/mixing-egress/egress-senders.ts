import type { Socket } from 'node:dgram';
import { descriptorOf } from '../../packages/media-server/src/srtp/native/descriptor.ts';
import { NativeSender, NativeSending } from '../../packages/media-server/src/srtp/native/native-sender.ts';
import { loadNativeFunctions } from '../../packages/media-server/src/srtp/native/openssl.ts';
import type { SrtpMasterKey } from '../../packages/media-server/src/srtp/session-keys.ts';
import type { SharedPayloads } from '../../packages/media-server/src/srtp/shared-payloads.ts';
import {
  type OutgoingHeader,
  ScriptSender,
  type SrtpSender,
} from '../../packages/media-server/src/srtp/srtp-sender.ts';

/** Sends the packets of one picture to one receiver. */
export interface EgressSender {
  send(sequence: number, timestamp: number, payloads: SharedPayloads): void;
  close(): void;
}

export interface EgressSenders {
  script(master: SrtpMasterKey): EgressSender;
  /** Null where the native sender cannot be had. */
  native: ((master: SrtpMasterKey) => EgressSender) | null;
}

function pictureSender(sender: SrtpSender): EgressSender {
  const header: OutgoingHeader = {
    ...{ ssrc: 1000, payloadType: 96, marker: false, sequence: 0, rollover: 0, timestamp: 0 },
    ...{ sendTimeId: 0, sendTime: 0, repeats: -1 },
  };
  return {
    send(sequence, timestamp, payloads) {
      header.timestamp = timestamp;
      for (let n = 0; n < payloads.count; n += 1) {
        header.sequence = (sequence + n) & 0xffff;
        header.rollover = (sequence + n) >>> 16;
        header.marker = n === payloads.count - 1;
        sender.add(header, payloads, n);
      }
      sender.flush();
    },
    close: () => sender.close(),
  };
}

/** The senders of this package as a benchmark uses them: from one bound socket to one address. */
export async function createEgressSenders(
  socket: Socket,
  address: string,
  port: number,
): Promise<EgressSenders> {
  const functions = await loadNativeFunctions();
  const descriptor = descriptorOf(socket);
  const shared = functions && new NativeSending(functions);
  return {
    script: (master) =>
      pictureSender(new ScriptSender(master, (datagram) => socket.send(datagram, port, address))),
    native:
      shared &&
      ((master) => pictureSender(new NativeSender(shared, master, descriptor ?? -1, address, port))),
  };
}
