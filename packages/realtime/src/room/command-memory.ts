/** Commands a participant may have under way after a cut; older ones are acknowledged long since. */
const rememberedPerParticipant = 512;

/** Which commands were done already, so that one that is sent again does nothing twice. */
export class CommandMemory {
  readonly #done = new Map<string, Map<string, number>>();

  /** `seq` of a command that was done, undefined for a new one. */
  find(participantId: string, commandId: string): number | undefined {
    return this.#done.get(participantId)?.get(commandId);
  }

  /** `seq` is the newest entry of the log once the command was done. */
  add(participantId: string, commandId: string, seq: number): void {
    const own = this.#done.get(participantId) ?? new Map<string, number>();
    this.#done.set(participantId, own);
    own.set(commandId, seq);
    for (const oldest of own.keys()) {
      if (own.size <= rememberedPerParticipant) break;
      own.delete(oldest);
    }
  }

  /** It was not done after all. */
  remove(participantId: string, commandId: string): void {
    this.#done.get(participantId)?.delete(commandId);
  }

  forget(participantId: string): void {
    this.#done.delete(participantId);
  }

  clear(): void {
    this.#done.clear();
  }
}
