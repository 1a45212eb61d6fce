import { tokenForgeries, craftToken, newTokenWorld } from '@cloudmeet/testing/room-tokens';
import type { Forgery, TokenWorld } from '@cloudmeet/testing/room-tokens';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import {
  checkClaims,
  checkHeader,
  createRoomTokenKeys,
  parseRoomToken,
  verifyRoomToken,
} from '../src/room-token/index.ts';
import type { RoomTokenCheck } from '../src/room-token/index.ts';

const world = newTokenWorld();

function checkIn(one: TokenWorld): RoomTokenCheck {
  const registered = [
    { tenantId: one.tenantId, signer: one.registered },
    { tenantId: one.tenantId, signer: one.registeredEd25519 },
    { tenantId: one.otherTenantId, signer: one.otherTenants },
  ];
  const rooms = new Map([
    [one.roomId, one.tenantId],
    [one.siblingRoomId, one.tenantId],
    [one.otherRoomId, one.otherTenantId],
  ]);
  return {
    nowMs: one.nowSeconds * 1000,
    issuer: one.issuer,
    roomId: one.roomId,
    roomExists: async (tenantId, roomId) => rooms.get(roomId) === tenantId,
    keys: createRoomTokenKeys({
      serviceKeys: {
        list: async () => [{ kid: one.service.kid, publicKeyJwk: one.service.publicJwk, retiredAt: null }],
      },
      system: {
        findTenantSigningKey: async (tenantId, kid) => {
          const found = registered.find((key) => key.tenantId === tenantId && key.signer.kid === kid);
          return found ? { publicKeyJwk: found.signer.publicJwk } : null;
        },
      },
    }),
  };
}

const check = checkIn(world);
const inspection: RoomTokenCheck = { ...check, roomId: undefined, tenantId: world.tenantId };

const outcome = (token: string, against: RoomTokenCheck) =>
  verifyRoomToken(token, against).then(
    () => 'valid',
    (error: { code: string }) => error.code,
  );

/** The same verifier, only that nobody looks at the signature. */
async function carelessOutcome(token: string): Promise<string> {
  try {
    const parsed = parseRoomToken(token);
    checkHeader(parsed.header);
    checkClaims(parsed.claims, { nowMs: check.nowMs, issuer: undefined, roomId: world.roomId });
    return 'valid';
  } catch {
    return 'refused';
  }
}

test('RT-7 untouched tokens of every signer are accepted, for joining and for inspection', async () => {
  for (const signer of [world.service, world.registered, world.registeredEd25519]) {
    const token = craftToken(world, { signer });
    expect(await outcome(token, check)).toBe('valid');
    expect(await outcome(token, inspection)).toBe('valid');
  }
});

test('there are at least 60 forgeries and no two have one name', () => {
  expect(tokenForgeries.length).toBeGreaterThanOrEqual(60);
  expect(new Set(tokenForgeries.map(({ name }) => name)).size).toBe(tokenForgeries.length);
});

const breaking = (rule: string) =>
  tokenForgeries
    .filter((forgery) => forgery.rule === rule)
    .map((forgery) => [forgery.name, forgery] as const);

async function expectRefusal(_name: string, { code, token, inspected = code }: Forgery): Promise<void> {
  const forged = token(world);
  expect(await outcome(forged, check)).toBe(code);
  expect(await outcome(forged, inspection)).toBe(inspected);
}

test.each(breaking('RT-1'))('RT-1 what is no compact JWS of JSON objects is refused: %s', expectRefusal);
test.each(breaking('RT-2'))('RT-2 no other algorithm verifies a token: %s', expectRefusal);
test.each(breaking('RT-3'))('RT-3 a JWS of another type is no room token: %s', expectRefusal);
test.each(breaking('RT-4'))('RT-4 a token brings no key and no way of reading of its own: %s', expectRefusal);
test.each(breaking('RT-5'))('RT-5 a kid is printable text and matches as a whole: %s', expectRefusal);
test.each(breaking('RT-6'))('RT-6 a key that nobody has stored verifies nothing: %s', expectRefusal);
test.each(breaking('RT-7'))('RT-7 a signature belongs to its text and its key: %s', expectRefusal);
test.each(breaking('RT-8'))('RT-8 a token for another audience opens no room: %s', expectRefusal);
test.each(breaking('RT-9'))('RT-9 our key speaks for our address alone: %s', expectRefusal);
test.each(breaking('RT-10'))("RT-10 a tenant's key speaks for that tenant alone: %s", expectRefusal);
test.each(breaking('RT-11'))('RT-11 a token opens the one room of its own tenant: %s', expectRefusal);
test.each(breaking('RT-12'))('RT-12 an expired token opens nothing: %s', expectRefusal);
test.each(breaking('RT-13'))('RT-13 a token lives a day at most: %s', expectRefusal);
test.each(breaking('RT-14'))('RT-14 a token of the future opens nothing yet: %s', expectRefusal);
test.each(breaking('RT-15'))('RT-15 claims have their form: %s', expectRefusal);

test('control: every forgery belongs to one of these rules', () => {
  const rules = new Set(tokenForgeries.map(({ rule }) => rule));
  expect([...rules].sort()).toEqual(Array.from({ length: 15 }, (_, n) => `RT-${String(n + 1)}`).sort());
});

test('RT-18 unknown headers and claims are ignored', async () => {
  const token = craftToken(world, {
    header: { cty: 'JSON', 'x-mine': 1 },
    claims: { azp: 'x', scope: ['y'] },
  });
  expect(await outcome(token, check)).toBe('valid');
});

test('control: a verifier that skips the signature accepts the forged ones, so these tests would notice', async () => {
  const accepted: string[] = [];
  for (const { name, code, token } of tokenForgeries)
    if (code === 'token-signature-invalid' && (await carelessOutcome(token(world))) === 'valid')
      accepted.push(name);
  expect(accepted).toContain('the role changed to host');
  expect(accepted.length).toBeGreaterThan(10);
});

const letters = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_.';

test('RT-7 any one letter of a token changed into any other is refused', { timeout: 120_000 }, async () => {
  const accepted: string[] = [];
  for (const signer of [world.service, world.registered]) {
    const token = craftToken(world, { signer });
    for (let place = 0; place < token.length; place += 1)
      for (const letter of letters) {
        if (letter === token[place]) continue;
        const mutated = token.slice(0, place) + letter + token.slice(place + 1);
        if ((await outcome(mutated, check)) === 'valid') accepted.push(mutated);
      }
  }
  expect(accepted).toEqual([]);
});

const edit = fc.record({
  place: fc.nat(400),
  remove: fc.nat(6),
  insert: fc.string({ maxLength: 6, unit: fc.constantFrom(...letters) }),
});

test('RT-7 whatever is cut out of a token or put into it, it is refused', async () => {
  const token = craftToken(world);
  await fc.assert(
    fc.asyncProperty(fc.array(edit, { minLength: 1, maxLength: 3 }), async (edits) => {
      const mutated = edits.reduce(
        (text, { place, remove, insert }) => text.slice(0, place) + insert + text.slice(place + remove),
        token,
      );
      fc.pre(mutated !== token);
      expect(await outcome(mutated, check)).not.toBe('valid');
    }),
    { numRuns: 2000 },
  );
});

test('RT-1 any text at all is answered with a typed error and never accepted', async () => {
  await fc.assert(
    fc.asyncProperty(fc.string({ unit: 'binary', maxLength: 300 }), async (text) => {
      expect(await outcome(text, check)).toMatch(/^token-/);
    }),
    { numRuns: 1000 },
  );
});

test('control: without the signature a changed letter gets through, so the mutations would notice', async () => {
  const [header, claims, signature = ''] = craftToken(world).split('.');
  const changed = `${header ?? ''}.${claims ?? ''}.${signature.replace(/^./, (first) => (first === 'A' ? 'B' : 'A'))}`;
  expect(await carelessOutcome(changed)).toBe('valid');
  expect(await outcome(changed, check)).toBe('token-signature-invalid');
});
