interface Closable {
  close(): void;
}

/** A part of the room whose code is fetched when it is first asked for. */
export interface LaterPart<Part extends Closable> {
  /** Rejects when it cannot be fetched, and then tries again the next time. */
  get(): Promise<Part>;
  /** Closes the part, also when it comes only afterwards. */
  close(): void;
}

export function laterPart<Part extends Closable>(fetch: () => Promise<Part>): LaterPart<Part> {
  let made: Promise<Part> | undefined;
  let closed = false;
  const make = async (): Promise<Part> => {
    const part = await fetch();
    if (closed) part.close();
    return part;
  };
  return {
    get: () => {
      made ??= make();
      // a part that could not be fetched may be there at the next try
      made.catch(() => (made = undefined));
      return made;
    },
    close: () => {
      closed = true;
      made?.then(
        (part) => part.close(),
        // whoever asked was told; there is nothing to close
        () => undefined,
      );
    },
  };
}
