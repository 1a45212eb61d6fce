export { targetProblem } from './check-target.ts';
export { createOutboundPost } from './outbound-post.ts';
export type { OutboundOptions, OutboundPost } from './outbound-post.ts';
export { isPublicAddress } from './public-address.ts';
export type { ResolvedAddress, Resolver } from './resolve-target.ts';
