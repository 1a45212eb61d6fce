import type { Page } from './types.ts';

/** Reads a list to its end, one page at a time, only as far as somebody asks. */
export async function* pages<Item>(
  read: (cursor: { cursor?: string }) => Promise<Page<Item>>,
): AsyncGenerator<Item, void, undefined> {
  let page = await read({});
  yield* page.data;
  while (page.nextCursor !== null) {
    page = await read({ cursor: page.nextCursor });
    yield* page.data;
  }
}
