export * from './check-claims.ts';
export * from './check-header.ts';
export * from './parse-room-token.ts';
export * from './room-token-key.ts';
export * from './room-token-keys.ts';
export * from './verify-room-token.ts';
