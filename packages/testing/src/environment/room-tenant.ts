import { randomUUID } from 'node:crypto';
import { defaultPolicies, newId, roomDefaults } from '@cloudmeet/contracts';
import type { Policies, Role, RoomTokenClaims } from '@cloudmeet/contracts';
import type { Database, NewRoom } from '@cloudmeet/database';
import { craftToken, newSigner, newTokenWorld } from '../room-tokens/index.ts';
import type { TokenSigner } from '../room-tokens/index.ts';

export type RoomWish = Partial<Omit<NewRoom, 'id' | 'policies'>> & { policies?: Partial<Policies> };
export type TokenWish = Partial<Omit<RoomTokenClaims, 'role'>> & { role?: Role | 'none' };

/** A tenant that signs its own tokens: rooms and people of it in one line each. */
export class RoomTenant {
  readonly tenantId: string;
  readonly #database: Database;
  readonly #signer: TokenSigner;

  constructor(database: Database, tenantId: string, signer: TokenSigner) {
    this.#database = database;
    this.tenantId = tenantId;
    this.#signer = signer;
  }

  /** Creates a tenant with a registered key. */
  static async create(database: Database, name: string): Promise<RoomTenant> {
    const tenantId = newId('tenant');
    const signer = newSigner('EdDSA');
    const { kid, algorithm, publicJwk: publicKeyJwk } = signer;
    await database.forTenant({ tenantId }).transaction(async (repos) => {
      await repos.tenant.create({ name });
      await repos.signingKeys.add({ id: newId('signingKey'), kid, algorithm, publicKeyJwk });
    });
    return new RoomTenant(database, tenantId, signer);
  }

  /** Creates a room and resolves with its id. */
  async createRoom({ policies, ...wish }: RoomWish = {}): Promise<string> {
    const id = newId('room');
    const room: NewRoom = {
      ...{ id, ...roomDefaults, recording: {}, externalId: null, metadata: {}, test: true },
      ...wish,
      policies: { ...defaultPolicies, ...policies },
    };
    await this.#database
      .forTenant({ tenantId: this.tenantId })
      .transaction((repos) => repos.rooms.create(room));
    return id;
  }

  /** A token of a room: a random person, attendee, for ten minutes, unless told otherwise. */
  token(roomId: string, { role = 'attendee', ...claims }: TokenWish = {}): string {
    const nowSeconds = Math.floor(Date.now() / 1000);
    const world = newTokenWorld({ nowSeconds, tenantId: this.tenantId, roomId, service: this.#signer });
    const person = { sub: `user-${randomUUID()}`, name: undefined };
    return craftToken(world, {
      signer: this.#signer,
      claims: { ...person, role: role === 'none' ? undefined : role, ...claims },
    });
  }
}
