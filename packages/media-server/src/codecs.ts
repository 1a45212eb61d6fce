/** The encoders of this package for those who make media themselves: load generators, tests and recorders. */
export { createOpusDecoder } from './audio/codec/opus-decoder.ts';
export { createOpusEncoder } from './audio/codec/opus-encoder.ts';
export { createLayerPackets } from './video/layer/layer-packets.ts';
export { createPictureEncoder } from './video/layer/picture-encoder.ts';
export { createCanvas } from './video/picture/canvas.ts';
