import { operation, roomParams as room } from './operation.ts';
import { inspectTokenSchema, mintedTokenSchema, mintTokenSchema, tokenInspectionSchema } from './tokens.ts';

export const tokenOperations = {
  mintToken: operation({
    method: 'post',
    path: '/v1/rooms/{roomId}/tokens',
    summary: 'Mint a room token',
    tag: 'Tokens',
    params: room,
    body: mintTokenSchema,
    bodyOptional: true,
    status: 201,
    response: mintedTokenSchema,
    errors: ['not-found', 'unprocessable'],
  }),
  inspectToken: operation({
    method: 'post',
    path: '/v1/tokens/inspect',
    summary: 'Say what a token allows and why it would be refused',
    tag: 'Tokens',
    body: inspectTokenSchema,
    status: 200,
    response: tokenInspectionSchema,
    errors: [],
  }),
} as const;
