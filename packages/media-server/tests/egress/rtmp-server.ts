import { createServer, type AddressInfo, type Server, type Socket } from 'node:net';
import { AV_CODEC_ID_AAC, AV_CODEC_ID_H264 } from 'node-av/constants';
import { Dictionary, FormatContext, InputFormat, Packet } from 'node-av/lib';

/** What an RTMP server was sent: one entry for each picture and each piece of sound, in the order of arrival. */
export interface RtmpReceived {
  pictures: { atMs: number; keyframe: boolean }[];
  sounds: number[];
}

/** A port that is free just now. */
export async function freePort(): Promise<number> {
  const server = await listen(() => undefined);
  const { port } = server.address() as AddressInfo;
  await new Promise((resolve) => server.close(resolve));
  return port;
}

/** FFmpeg as an RTMP server for one client: takes what comes until the client says goodbye. */
export async function receiveRtmp(url: string): Promise<RtmpReceived> {
  const format = new FormatContext();
  const received: RtmpReceived = { pictures: [], sounds: [] };
  const options = Dictionary.fromObject({ listen: '1' });
  if ((await format.openInput(url, InputFormat.findInputFormat('flv'), options)) < 0)
    throw new Error('Nobody came.');
  const packet = new Packet();
  packet.alloc();
  while ((await format.readFrame(packet)) >= 0) {
    const { codecpar, timeBase } = format.streams[packet.streamIndex]!;
    const atMs = (1000 * Number(packet.pts) * timeBase.num) / timeBase.den;
    if (codecpar.codecId === AV_CODEC_ID_H264) received.pictures.push({ atMs, keyframe: packet.isKeyframe });
    if (codecpar.codecId === AV_CODEC_ID_AAC) received.sounds.push(atMs);
    packet.unref();
  }
  packet.free();
  await format.closeInput();
  return received;
}

/** Takes connections and never says anything. */
export async function startSilentServer() {
  const sockets = new Set<Socket>();
  const server = await listen((socket) => {
    sockets.add(socket);
    socket.on('error', () => undefined);
  });
  return {
    port: (server.address() as AddressInfo).port,
    connections: () => sockets.size,
    close: () => {
      for (const socket of sockets) socket.destroy();
      server.close();
    },
  };
}

function listen(take: (socket: Socket) => void): Promise<Server> {
  return new Promise((resolve) => {
    const server = createServer(take);
    server.listen(0, '127.0.0.1', () => resolve(server));
  });
}
