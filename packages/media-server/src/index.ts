export * from './children/messages.ts';
export { createMediaNode } from './node/create-media-node.ts';
export type { MediaNode, MediaNodeConfig, MediaNodeOptions } from './node/create-media-node.ts';
