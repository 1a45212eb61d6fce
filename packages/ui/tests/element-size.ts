import { afterEach, vi } from 'vitest';

afterEach(() => void vi.restoreAllMocks());

/** Gives every element this size, for components that measure themselves: the test document has no layout. */
export function pretendSize(width: number, height: number): void {
  vi.spyOn(HTMLElement.prototype, 'getBoundingClientRect').mockImplementation(
    () => new DOMRect(0, 0, width, height),
  );
}
