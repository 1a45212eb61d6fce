import { newId } from '@cloudmeet/contracts';
import { craftToken } from './craft-token.ts';
import type { Forgery } from './forgery.ts';
import { forgeriesWith } from './forgery.ts';
import { newSigner } from './token-world.ts';

const unknownKeys = forgeriesWith('RT-6', 'token-key-unknown', {
  'the key of another deployment': (world) => craftToken(world, { signer: newSigner('EdDSA') }),
  'a key nobody has registered': (world) => craftToken(world, { signer: newSigner('ES256') }),
  "another tenant's key for this tenant's room": (world) => craftToken(world, { signer: world.otherTenants }),
});

const strangers: Forgery[] = [
  {
    rule: 'RT-10',
    name: "the tenant's own key over a tenant that does not exist",
    code: 'token-key-unknown',
    inspected: 'token-tenant-mismatch',
    token: (world) => craftToken(world, { signer: world.registered, claims: { tid: newId('tenant') } }),
  },
  {
    rule: 'RT-10',
    name: "the tenant's own key over the name of another tenant",
    code: 'token-key-unknown',
    inspected: 'token-tenant-mismatch',
    token: (world) =>
      craftToken(world, {
        signer: world.registered,
        claims: { tid: world.otherTenantId, rid: world.otherRoomId },
      }),
  },
  {
    rule: 'RT-11',
    name: "another tenant's key and tenant with this tenant's room",
    code: 'token-room-mismatch',
    inspected: 'token-key-unknown',
    token: (world) => craftToken(world, { signer: world.otherTenants, claims: { tid: world.otherTenantId } }),
  },
  {
    rule: 'RT-11',
    name: "our key over another tenant with this tenant's room",
    code: 'token-room-mismatch',
    inspected: 'token-key-unknown',
    token: (world) => craftToken(world, { claims: { tid: world.otherTenantId } }),
  },
  {
    rule: 'RT-11',
    name: "a good token of another tenant's room",
    code: 'token-room-mismatch',
    inspected: 'token-key-unknown',
    token: (world) => craftToken(world, { claims: { tid: world.otherTenantId, rid: world.otherRoomId } }),
  },
  {
    rule: 'RT-11',
    name: "this tenant with another tenant's room",
    code: 'token-room-mismatch',
    token: (world) => craftToken(world, { claims: { rid: world.otherRoomId } }),
  },
  {
    rule: 'RT-11',
    name: 'another room of the same tenant',
    code: 'token-room-mismatch',
    inspected: 'valid',
    token: (world) => craftToken(world, { claims: { rid: world.siblingRoomId } }),
  },
  {
    rule: 'RT-11',
    name: 'a room that does not exist',
    code: 'token-room-mismatch',
    token: (world) => craftToken(world, { claims: { rid: newId('room') } }),
  },
];

/** Good signatures over somebody else's tenant, room or key. */
export const forgeriesOfOwner: Forgery[] = [...unknownKeys, ...strangers];
