import { expect, it, vi } from 'vitest';
import { takeToken } from './take-token.ts';

function address(hash: string) {
  const replaceState = vi.fn();
  const holder = {
    location: { hash, pathname: '/r/rm_1', search: '?x=1' },
    history: { replaceState, state: { kept: true } },
  };
  return { holder, replaceState };
}

it('takes the token and removes the whole fragment from the address at once', () => {
  const { holder, replaceState } = address('#token=abc.def.ghi');
  expect(takeToken(holder)).toBe('abc.def.ghi');
  expect(replaceState).toHaveBeenCalledExactlyOnceWith({ kept: true }, '', '/r/rm_1?x=1');
});

it('removes a fragment without a token too, because what it holds is nobody’s business', () => {
  const { holder, replaceState } = address('#secret=abc');
  expect(takeToken(holder)).toBeUndefined();
  expect(replaceState).toHaveBeenCalledOnce();
});

it('leaves an address without a fragment alone', () => {
  const { holder, replaceState } = address('');
  expect(takeToken(holder)).toBeUndefined();
  expect(replaceState).not.toHaveBeenCalled();
});

it('takes an empty token for none', () => {
  expect(takeToken(address('#token=').holder)).toBeUndefined();
});
