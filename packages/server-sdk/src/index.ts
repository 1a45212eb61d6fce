export { CloudMeet } from './cloudmeet.ts';
export { CloudMeetError } from './cloudmeet-error.ts';
export type { AnswerDetails } from './cloudmeet-error.ts';
export type { CallOptions, CreateOptions } from './call.ts';
export type { ListRooms } from './rooms.ts';
export { signRoomToken } from './sign-room-token.ts';
export type { SignRoomToken } from './sign-room-token.ts';
export type { CloudMeetOptions } from './transport.ts';
export type * from './types.ts';
