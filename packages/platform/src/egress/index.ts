export { targetProblem } from './check-target.ts';
export { createOutboundPost } from './outbound-post.ts';
export type { OutboundOptions, OutboundPost } from './outbound-post.ts';
export { isPublicAddress } from '@cloudmeet/service-kit/net';
export type { ResolvedAddress, Resolver } from '@cloudmeet/service-kit/net';
