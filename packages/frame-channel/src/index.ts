export type { Channel, ChannelOptions, CloseReason, Handler, Listener, RequestOptions } from './channel.ts';
export { connectToFrame } from './connect-to-frame.ts';
export type { ConnectOptions } from './connect-to-frame.ts';
export { createEventListeners } from './event-listeners.ts';
export type { EventListeners } from './event-listeners.ts';
export { listenForParent } from './listen-for-parent.ts';
export type { ListenOptions } from './listen-for-parent.ts';
