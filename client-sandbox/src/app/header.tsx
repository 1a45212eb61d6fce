import { Plus } from 'lucide-react';
import styles from './header.module.css';

export type View = 'lesson' | 'code';

interface Props {
  view: View;
  peopleCount: number;
  canAdd: boolean;
  onAdd: () => void;
}

const numbers = ['No', 'One', 'Two', 'Three', 'Four', 'Five', 'Six'];

const views: readonly { view: View; label: string }[] = [
  { view: 'lesson', label: 'Lesson' },
  { view: 'code', label: 'Code' },
];

function Leaf() {
  return (
    <svg viewBox="0 0 32 32" width="28" height="28" aria-hidden="true">
      <circle cx="16" cy="16" r="16" fill="#1c6b4c" />
      <path
        d="M16 25v-9m0 2c0-5-3-8-8-8 0 5 3 8 8 8Zm0-3c0-4 3-7 8-7 0 4-3 7-8 7Z"
        fill="#d9f2e4"
        stroke="#d9f2e4"
        strokeWidth="1.6"
        strokeLinejoin="round"
        strokeLinecap="round"
      />
    </svg>
  );
}

/** The customer's own page header: theirs in look, ours nowhere. */
export function Header({ view, peopleCount, canAdd, onAdd }: Props) {
  return (
    <header className={styles.header}>
      <span className={styles.brand}>
        <Leaf /> Maple Tutors
      </span>
      <nav className={styles.nav} aria-label="Pages">
        {views.map((one) => (
          <a key={one.view} href={`#${one.view}`} aria-current={one.view === view ? 'page' : undefined}>
            {one.label}
          </a>
        ))}
      </nav>
      {view === 'lesson' && (
        <>
          <span className={styles.count}>
            {numbers[peopleCount]} {peopleCount === 1 ? 'person' : 'people'}, one lesson
          </span>
          <button type="button" className={styles.add} onClick={onAdd} disabled={!canAdd}>
            <Plus size={18} aria-hidden="true" /> Add a person
          </button>
        </>
      )}
    </header>
  );
}
