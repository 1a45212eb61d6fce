import type { Link } from '../fanout/link.ts';
import type { Member } from '../fanout/member.ts';
import type { Applicant, Guest } from './room-view.ts';

/** Somebody asked to come in and waits for the answer, or for somebody to open. */
export interface AtDoor {
  applicant: Applicant;
  /** Handed over when they come in. */
  credential: string;
}

/** Where a connection stands: looking at the room, at its door, or in it. */
export type Visitor =
  | { stage: 'preview'; guest: Guest }
  | { stage: 'door'; atDoor: AtDoor }
  | { stage: 'inside'; member: Member };

/** Every connection of one room. */
export class Visitors {
  readonly #byLink = new Map<Link, Visitor>();
  readonly #doorLinks = new Map<string, Link>();

  get size(): number {
    return this.#byLink.size;
  }

  get links(): readonly Link[] {
    return [...this.#byLink.keys()];
  }

  get(link: Link): Visitor | undefined {
    return this.#byLink.get(link);
  }

  set(link: Link, visitor: Visitor): void {
    this.delete(link);
    this.#byLink.set(link, visitor);
    if (visitor.stage === 'door') this.#doorLinks.set(visitor.atDoor.applicant.participantId, link);
  }

  delete(link: Link): Visitor | undefined {
    const visitor = this.#byLink.get(link);
    this.#byLink.delete(link);
    if (visitor?.stage === 'door') this.#doorLinks.delete(visitor.atDoor.applicant.participantId);
    return visitor;
  }

  /** The connection of somebody at the door. */
  atDoor(participantId: string): { link: Link; atDoor: AtDoor } | undefined {
    const link = this.#doorLinks.get(participantId);
    if (!link) return undefined;
    const visitor = this.#byLink.get(link);
    return visitor?.stage === 'door' ? { link, atDoor: visitor.atDoor } : undefined;
  }

  /** Connections of those who are in the room or asked to be. */
  get engaged(): readonly Link[] {
    return [...this.#byLink].filter(([, { stage }]) => stage !== 'preview').map(([link]) => link);
  }
}
