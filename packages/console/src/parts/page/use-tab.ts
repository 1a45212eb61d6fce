import { useSearchParams } from 'react-router';

/** The tab in the address; the first one has none. */
export function useTab<Name extends string>(
  names: readonly [Name, ...Name[]],
): [Name, (name: string | null) => void] {
  const [search, setSearch] = useSearchParams();
  const found = names.find((name) => name === search.get('tab')) ?? names[0];
  const set = (name: string | null) =>
    setSearch(
      (old) => {
        const next = new URLSearchParams(old);
        if (name === null || name === names[0]) next.delete('tab');
        else next.set('tab', name);
        return next;
      },
      { replace: true },
    );
  return [found, set];
}
