import {
  box,
  editList,
  fullBox,
  mediaBox,
  movieHeader,
  opusEntry,
  opusRoll,
  soundTrack,
  trackHeader,
  u16,
  u32,
  u8,
  videoTrack,
} from '@cloudmeet/media-core/mp4';

export interface PictureInit {
  width: number;
  height: number;
  /** H264's parameter sets, without start codes. */
  sequenceParameters: Buffer;
  pictureParameters: Buffer;
}

export type SoundInit =
  /** `config`: AudioSpecificConfig (ISO 14496-3 §1.6.2.1). */
  | { codec: 'aac'; config: Buffer }
  /** `preSkip`: samples that a decoder gives before the first that was encoded. */
  | { codec: 'opus'; preSkip: number };

export interface InitOptions {
  /** Null: sound alone. */
  picture: PictureInit | null;
  sound: SoundInit;
}

/** The beginning of a fragmented file with sound and maybe an H264 track: what a player needs before any segment. */
export function initSegment({ picture, sound }: InitOptions): Buffer {
  const pictureExtends = picture ? [trackExtends(videoTrack.id)] : [];
  const extends_ = box('mvex', ...pictureExtends, trackExtends(soundTrack.id));
  const tracks = [...(picture ? [videoBox(picture)] : []), soundBox(sound)];
  return Buffer.concat([
    box('ftyp', Buffer.from('iso6'), u32(0), Buffer.from('iso6cmfcmp41')),
    box('moov', movieHeader(null, 3), ...tracks, extends_),
  ]);
}

function trackExtends(id: number): Buffer {
  return fullBox('trex', 0, 0, u32(id, 1, 0, 0, 0));
}

function videoBox(options: PictureInit): Buffer {
  const { width, height } = options;
  const header = trackHeader({ id: videoTrack.id, span: null, size: { width, height }, isSound: false });
  const { timescale } = videoTrack;
  const table = emptyTable(videoEntry(options));
  return box('trak', header, mediaBox({ handler: 'vide', timescale, span: null, table }));
}

function soundBox(sound: SoundInit): Buffer {
  const header = trackHeader({ id: soundTrack.id, span: null, size: null, isSound: true });
  const isOpus = sound.codec === 'opus';
  const table = isOpus
    ? emptyTable(opusEntry(sound.preSkip), opusRoll())
    : emptyTable(aacEntry(sound.config));
  const { timescale } = soundTrack;
  const media = mediaBox({ handler: 'soun', timescale, span: null, table });
  return box('trak', header, ...(isOpus ? [editList(sound.preSkip, 0)] : []), media);
}

/** The table of a track whose samples are all in fragments. */
function emptyTable(entry: Buffer, ...groups: readonly Buffer[]): Buffer {
  return box(
    'stbl',
    fullBox('stsd', 0, 0, u32(1), entry),
    fullBox('stts', 0, 0, u32(0)),
    fullBox('stsc', 0, 0, u32(0)),
    fullBox('stsz', 0, 0, u32(0, 0)),
    fullBox('stco', 0, 0, u32(0)),
    ...groups,
  );
}

/** What a decoder of H264 needs before anything else (ISO 14496-15 §5.3.3.1). */
export function decoderConfiguration(sequenceParameters: Buffer, pictureParameters: Buffer): Buffer {
  return Buffer.concat([
    u8(1, ...sequenceParameters.subarray(1, 4), 0xff, 0xe1),
    u16(sequenceParameters.length),
    sequenceParameters,
    u8(1),
    u16(pictureParameters.length),
    pictureParameters,
  ]);
}

/** ISO 14496-15 §5.4.2. */
function videoEntry({ width, height, sequenceParameters, pictureParameters }: PictureInit): Buffer {
  const configuration = decoderConfiguration(sequenceParameters, pictureParameters);
  const size = [
    u16(width, height),
    u32(0x48_0000, 0x48_0000, 0),
    u16(1),
    Buffer.alloc(32),
    u16(0x18, 0xffff),
  ];
  return box('avc1', Buffer.alloc(6), u16(1), Buffer.alloc(16), ...size, box('avcC', configuration));
}

/** ISO 14496-14 §5.6. */
function aacEntry(config: Buffer): Buffer {
  const specific = descriptor(0x05, config);
  const decoder = descriptor(0x04, u8(0x40, 0x15, 0, 0, 0), u32(0, 0), specific);
  const stream = descriptor(0x03, u16(0), u8(0), decoder, descriptor(0x06, u8(2)));
  const sound = [u16(1, 16), u32(0), u32(soundTrack.timescale * 0x1_0000)];
  return box('mp4a', Buffer.alloc(6), u16(1), Buffer.alloc(8), ...sound, fullBox('esds', 0, 0, stream));
}

function descriptor(tag: number, ...parts: readonly Buffer[]): Buffer {
  const body = Buffer.concat(parts);
  return Buffer.concat([u8(tag, body.length), body]);
}
