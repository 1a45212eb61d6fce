import { createSocket } from 'node:dgram';
import { randomBytes } from 'node:crypto';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { rtpHeaderBytes, writeRtpHeader } from '../../src/rtp/rtp-packet.ts';
import type { LayerViewer } from './layer-viewer.ts';
import { createSyntheticSource } from './synthetic-source.ts';
import { gridOfFour, layers, openVideoRoom, type VideoRoomUnderTest } from './video-room.ts';

let room: VideoRoomUnderTest;
beforeEach(async () => {
  room = await openVideoRoom();
});
afterEach(() => room.close());

const waiting = { timeout: 20_000, interval: 30 };

/** Frames of the picture and the honest camera in tile 1 go on from now. */
async function expectGoingOn(viewer: LayerViewer): Promise<void> {
  const before = viewer.barcodeAt(gridOfFour[1]!) ?? 0;
  await vi.waitFor(() => expect(viewer.barcodeAt(gridOfFour[1]!)).toBeGreaterThan(before + 10), waiting);
}

describe('what a sender may do to the video process', () => {
  it('an uplink that begins in the middle is asked for a keyframe, again but not in a storm, until it comes', async () => {
    room.layOut(gridOfFour);
    const source = room.addSource(0, { deaf: true });
    source.next();
    const viewer = await room.view(layers.full);
    const asked = () => room.child.told.filter(({ t }) => t === 'keyframe.wanted').length;
    await vi.waitFor(() => expect(asked()).toBe(1), waiting);
    source.run();
    await vi.waitFor(() => expect(asked()).toBe(3), waiting);
    expect(source.frames).toBeGreaterThan(10);
    source.keyframe();
    await vi.waitFor(() => expect(viewer.barcodeAt(gridOfFour[0]!)).toBeGreaterThan(10), waiting);
  });

  it('a camera of another size and shape with each frame is shown all the same', async () => {
    room.layOut(gridOfFour);
    room.addSource(1).run();
    const viewer = await room.view(layers.full);
    const { child } = room;
    child.send({
      t: 'source',
      room: room.room,
      participantId: 'par_0',
      kind: 'camera',
      uplink: 900,
      codec: 'H264',
    });
    const socket = createSocket('udp4');
    let sequence = 0;
    for (let frame = 0; frame < 60; frame += 1) {
      const [width, height] = [32 + 2 * ((frame * 37) % 600), 32 + 2 * ((frame * 53) % 340)];
      const one = createSyntheticSource({
        ...{ uplink: 900, codec: 'H264', u: 60, v: 60 },
        width,
        height,
        port: 0,
      });
      for (const packet of one.next()) {
        packet.writeUInt16BE(sequence, 2);
        packet.writeUInt32BE(3000 * (frame + 1), 4);
        sequence += 1;
        await new Promise((resolve) => socket.send(packet, child.port, '127.0.0.1', resolve));
      }
      one.close();
    }
    socket.close();
    await vi.waitFor(() => expect(viewer.colourAt(gridOfFour[0]!)?.u).toBeLessThan(70), waiting);
    const sizes = child.told.filter((message) => message.t === 'source.live' && message.uplink === 900);
    expect(sizes.length).toBeGreaterThan(50);
    await expectGoingOn(viewer);
  });

  it('garbage in datagrams, headers, payloads and pictures neither ends it nor stops the others', async () => {
    room.layOut(gridOfFour);
    room.addSource(1).run();
    const broken = room.addSource(0);
    room.addSource(2, { codec: 'VP8' });
    const viewer = await room.view(layers.full);
    await vi.waitFor(() => expect(viewer.barcodeAt(gridOfFour[1]!)).toBeGreaterThan(3), waiting);
    const datagrams: Buffer[] = [];
    for (let round = 0; round < 400; round += 1) {
      datagrams.push(randomBytes(round % 60));
      const forged = Buffer.concat([Buffer.alloc(rtpHeaderBytes), randomBytes(1 + (round % 900))]);
      const ssrc = 100 + 2 * (round % 2);
      writeRtpHeader(forged, {
        payloadType: 96,
        marker: round % 3 === 0,
        sequence: round,
        timestamp: round,
        ssrc,
      });
      datagrams.push(forged);
      for (const packet of broken.next()) {
        const at = rtpHeaderBytes + (randomBytes(2).readUInt16BE() % (packet.length - rtpHeaderBytes));
        packet.writeUInt8(packet.readUInt8(at) ^ 0x55, at);
        datagrams.push(packet);
      }
    }
    for (let at = 0; at < datagrams.length; at += 40) {
      broken.send(datagrams.slice(at, at + 40));
      await vi.waitFor(() => expect(viewer.frames).toBeGreaterThan(0), waiting);
    }
    await vi.waitFor(() => expect(room.metric('video_stray_datagrams_total')).toBeGreaterThan(100), waiting);
    await expectGoingOn(viewer);
    expect(viewer.losses).toBe(0);
    expect(room.child.last('beat')?.rssBytes).toBeLessThan(400e6);
  });

  it('messages about rooms, sources and layers that do not exist change nothing', async () => {
    room.layOut(gridOfFour);
    room.addSource(1).run();
    const viewer = await room.view(layers.full);
    const { child } = room;
    child.send({ t: 'keyframe', room: 99, stream: 1 });
    child.send({ t: 'layer.edges', room: room.room, stream: 77, ports: [1] });
    child.send({ t: 'source.gone', room: room.room, uplink: 12_345 });
    child.send({ t: 'room.close', room: 99 });
    await vi.waitFor(() => expect(viewer.barcodeAt(gridOfFour[1]!)).toBeGreaterThan(3), waiting);
    await expectGoingOn(viewer);
  });

  it('closing a room and opening it again begins from nothing', async () => {
    room.layOut(gridOfFour);
    room.addSource(1).run();
    const viewer = await room.view(layers.full);
    await vi.waitFor(() => expect(viewer.frames).toBeGreaterThan(3), waiting);
    const { child } = room;
    child.send({ t: 'room.close', room: room.room });
    await vi.waitFor(() => expect(room.metric('video_rooms')).toBe(0), waiting);
    expect(room.metric('video_sources')).toBe(0);
    expect(child.last('beat')?.busy).toBe(false);
    child.send({ t: 'room.open', room: room.room, layers: [layers.half] });
    const again = await room.view(layers.half);
    await vi.waitFor(() => expect(again.frames).toBeGreaterThan(2), waiting);
  });

  it('told to drain it ends by itself when its last room has closed', async () => {
    room.child.send({ t: 'drain' });
    room.child.send({ t: 'room.close', room: room.room });
    expect(await room.child.ended).toBe(0);
  });
});
