import type { Disposer } from '../emitter.ts';

/** Where a stream is shown: the page puts its element in, the engine plays into whichever is there. */
export class StreamScreen {
  #element: HTMLVideoElement | undefined;
  #follow: ((element: HTMLVideoElement | undefined) => void) | undefined;

  /** Shows the stream in this element until disposed; a later element takes over. */
  attach(element: HTMLVideoElement): Disposer {
    this.#put(element);
    return () => {
      if (this.#element === element) this.#put(undefined);
    };
  }

  /** Calls back with the element that is there, and with each that comes. One at a time follows. */
  follow(listener: (element: HTMLVideoElement | undefined) => void): Disposer {
    this.#follow = listener;
    listener(this.#element);
    return () => {
      if (this.#follow === listener) this.#follow = undefined;
    };
  }

  #put(element: HTMLVideoElement | undefined): void {
    this.#element = element;
    this.#follow?.(element);
  }
}
