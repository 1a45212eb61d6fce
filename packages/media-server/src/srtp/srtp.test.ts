import { randomFillSync } from 'node:crypto';
import { RtpHeader, SrtcpSession, SrtpSession } from 'werift';
import { expect, test } from 'vitest';
import { deriveSessionKeys, srtpProfiles, type SrtpProfileName } from './session-keys.ts';
import { SrtcpOpener, SrtcpSealer } from './srtcp.ts';
import { SharedPayloads } from './shared-payloads.ts';
import { SrtpReceiver } from './srtp-receiver.ts';
import { ScriptSender, type OutgoingHeader } from './srtp-sender.ts';

const profileNames: SrtpProfileName[] = ['aesCm', 'aeadGcm'];

function master(profile: SrtpProfileName) {
  const key = Buffer.alloc(16);
  const salt = Buffer.alloc(srtpProfiles[profile].saltBytes);
  randomFillSync(key);
  randomFillSync(salt);
  return { profile, key, salt };
}

function weriftConfig(profile: SrtpProfileName, local: { key: Buffer; salt: Buffer }) {
  return {
    keys: {
      localMasterKey: local.key,
      localMasterSalt: local.salt,
      remoteMasterKey: local.key,
      remoteMasterSalt: local.salt,
    },
    profile: srtpProfiles[profile].id,
  };
}

function header(sequence: number, more: Partial<OutgoingHeader> = {}): OutgoingHeader {
  return {
    ssrc: 0xdeadbeef,
    payloadType: 96,
    marker: sequence % 7 === 0,
    sequence: sequence & 0xffff,
    rollover: Math.floor(sequence / 0x10000),
    timestamp: (sequence * 3000) >>> 0,
    sendTimeId: 0,
    sendTime: 0,
    repeats: -1,
    ...more,
  };
}

function payload(bytes: number): Buffer {
  const data = Buffer.alloc(bytes);
  randomFillSync(data);
  return data;
}

const shared = (data: Buffer) => new SharedPayloads([data]);

test('the session keys are those of RFC 3711, appendix B.3', () => {
  const keys = deriveSessionKeys({
    profile: 'aesCm',
    key: Buffer.from('E1F97A0D3E018BE0D64FA32C06DE4139', 'hex'),
    salt: Buffer.from('0EC675AD498AFEEBB6960B3AABE6', 'hex'),
  });
  expect(keys.rtp.key.toString('hex').toUpperCase()).toBe('C61E7A93744F39EE10734AFE3FF7A087');
  expect(keys.rtp.salt.toString('hex').toUpperCase()).toBe('30CBBC08863D8C85D49DB34A9AE1');
  expect(keys.rtp.auth.toString('hex').toUpperCase()).toBe('CEBE321F6FF7716B6FD4AB49AF256A156D38BAA4');
});

test.each(profileNames)(
  '%s: every packet is byte for byte what werift makes, across the rollover',
  (profile) => {
    const keys = master(profile);
    const werift = new SrtpSession(weriftConfig(profile, keys));
    const sent: Buffer[] = [];
    const sender = new ScriptSender(keys, (datagram) => sent.push(Buffer.from(datagram)));
    const expected: Buffer[] = [];
    for (let sequence = 65_400; sequence < 65_700; sequence += 1) {
      const data = payload(1 + ((sequence * 37) % 1180));
      sender.add(header(sequence), shared(data), 0);
      const { marker, payloadType, timestamp, ssrc } = header(sequence);
      const theirs = new RtpHeader({
        marker,
        payloadType,
        timestamp,
        ssrc,
        sequenceNumber: sequence & 0xffff,
      });
      expected.push(werift.encrypt(data, theirs));
    }
    sender.flush();
    expect(sent.length).toBe(300);
    sent.forEach((datagram, i) => expect(datagram.equals(expected[i] ?? Buffer.alloc(0))).toBe(true));
  },
);

test.each(profileNames)(
  '%s: what the sender seals opens again, extension and repeated packets included',
  (profile) => {
    const keys = master(profile);
    const receiver = new SrtpReceiver(keys);
    const opened: (Buffer | null)[] = [];
    const sender = new ScriptSender(keys, (datagram) => opened.push(receiver.open(Buffer.from(datagram))));
    const data = payload(1000);
    sender.add(header(1, { sendTimeId: 3, sendTime: 0x123456 }), shared(data), 0);
    sender.add(header(2, { sendTimeId: 3, sendTime: 0x123457, repeats: 1 }), shared(data), 0);
    sender.flush();
    expect(opened[0]?.subarray(20).equals(data)).toBe(true);
    expect(opened[0]?.toString('hex', 12, 20)).toBe('bede000132123456');
    expect(opened[1]?.readUInt16BE(20)).toBe(1);
    expect(opened[1]?.subarray(22).equals(data)).toBe(true);
  },
);

test.each(profileNames)(
  '%s: a changed bit anywhere, a repetition and a foreign key are refused',
  (profile) => {
    const keys = master(profile);
    let datagram = Buffer.alloc(0);
    const sender = new ScriptSender(keys, (bytes) => (datagram = Buffer.from(bytes)));
    sender.add(header(1), shared(payload(60)), 0);
    sender.flush();
    const receiver = new SrtpReceiver(keys);
    for (let bit = 0; bit < datagram.length * 8; bit += 1) {
      const forged = Buffer.from(datagram);
      forged[bit >> 3] = (forged[bit >> 3] ?? 0) ^ (1 << (bit & 7));
      expect(receiver.open(forged)).toBeNull();
    }
    expect(new SrtpReceiver(master(profile)).open(Buffer.from(datagram))).toBeNull();
    expect(receiver.open(Buffer.from(datagram))).not.toBeNull();
    expect(receiver.open(Buffer.from(datagram))).toBeNull();
  },
);

test.each(profileNames)(
  '%s: RTCP goes both ways between this and werift, and a repetition is refused',
  (profile) => {
    const keys = master(profile);
    const werift = new SrtcpSession(weriftConfig(profile, keys));
    const report = Buffer.from('81c9000700000001000000020000000000000000000000000000000000000000', 'hex');
    const sealer = new SrtcpSealer(keys);
    expect(werift.decrypt(sealer.seal(report)).equals(report)).toBe(true);
    const opener = new SrtcpOpener(keys);
    const sealed = werift.encrypt(report);
    expect(opener.open(Buffer.from(sealed))?.equals(report)).toBe(true);
    expect(opener.open(Buffer.from(sealed))).toBeNull();
    const forged = werift.encrypt(report);
    forged[10] = (forged[10] ?? 0) ^ 1;
    expect(opener.open(forged)).toBeNull();
  },
);
