import { useSearchParams } from 'react-router';

/** A sheet's place in the address: `?name=value`. Opening it can be undone with Back. */
export function useSheet(name: string): {
  value: string | null;
  open: (value: string) => void;
  close: () => void;
} {
  const [search, setSearch] = useSearchParams();
  const set = (value: string | null) =>
    setSearch((old) => {
      const next = new URLSearchParams(old);
      if (value === null) next.delete(name);
      else next.set(name, value);
      return next;
    });
  return { value: search.get(name), open: set, close: () => set(null) };
}
