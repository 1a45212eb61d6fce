export type { Negotiate } from './participant-link.ts';
export { ReceivedStream } from './received-stream.ts';
export { recordPicture, recordTone } from './recorded-media.ts';
export type { PictureOptions, RecordedPicture } from './recorded-media.ts';
export { SyntheticParticipant } from './synthetic-participant.ts';
export type { SyntheticParticipantOptions } from './synthetic-participant.ts';
