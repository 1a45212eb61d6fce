import * as Radix from 'radix-ui/dropdown-menu';
import { CheckIcon, ChevronRightIcon } from '../../icons.ts';
import type { MenuAction, MenuCheck, MenuChoice, MenuEntry, MenuSub } from './menu-entry.ts';
import { MenuPicksRow } from './menu-picks-row.tsx';
import styles from './menu.module.css';

/** Draws entries inside an open menu. */
export function MenuEntries({ entries }: { entries: readonly MenuEntry[] }) {
  return entries.map((entry) => <Entry key={entry.id} entry={entry} />);
}

function Entry({ entry }: { entry: MenuEntry }) {
  switch (entry.kind) {
    case 'separator':
      return <Radix.Separator className={styles.separator} />;
    case 'check':
      return <Check entry={entry} />;
    case 'choice':
      return <Choice entry={entry} />;
    case 'picks':
      return <MenuPicksRow entry={entry} />;
    case 'sub':
      return <Sub entry={entry} />;
    default:
      return <Action entry={entry} />;
  }
}

function Action({ entry }: { entry: MenuAction }) {
  return (
    <Radix.Item
      className={styles.row}
      data-danger={entry.danger || undefined}
      disabled={entry.disabled ?? false}
      onSelect={entry.onSelect}
    >
      {entry.icon}
      <span className={styles.label}>{entry.label}</span>
      {entry.detail ? <kbd className={styles.detail}>{entry.detail}</kbd> : null}
    </Radix.Item>
  );
}

function Check({ entry }: { entry: MenuCheck }) {
  return (
    <Radix.CheckboxItem
      className={styles.row}
      checked={entry.checked}
      disabled={entry.disabled ?? false}
      onCheckedChange={entry.onChange}
    >
      {entry.icon}
      <span className={styles.label}>{entry.label}</span>
      <span className={styles.tick}>{entry.checked ? <CheckIcon /> : null}</span>
    </Radix.CheckboxItem>
  );
}

function Choice({ entry }: { entry: MenuChoice }) {
  return (
    <Radix.RadioGroup value={entry.value} onValueChange={entry.onChange}>
      <Radix.Label className={styles.heading}>{entry.label}</Radix.Label>
      {entry.options.map((option) => (
        <Radix.RadioItem
          key={option.value}
          className={styles.row}
          value={option.value}
          disabled={option.disabled ?? false}
        >
          {option.icon}
          <span className={styles.label}>{option.label}</span>
          <span className={styles.tick}>{option.value === entry.value ? <CheckIcon /> : null}</span>
        </Radix.RadioItem>
      ))}
    </Radix.RadioGroup>
  );
}

function Sub({ entry }: { entry: MenuSub }) {
  return (
    <Radix.Sub>
      <Radix.SubTrigger className={styles.row}>
        {entry.icon}
        <span className={styles.label}>{entry.label}</span>
        <ChevronRightIcon className={styles.chevron} />
      </Radix.SubTrigger>
      <Radix.Portal>
        <Radix.SubContent className={styles.menu} sideOffset={4} collisionPadding={8} loop>
          <MenuEntries entries={entry.entries} />
        </Radix.SubContent>
      </Radix.Portal>
    </Radix.Sub>
  );
}
