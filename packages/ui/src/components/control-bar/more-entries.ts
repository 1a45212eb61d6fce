import type { MenuEntry } from '../menu/menu-entry.ts';
import type { ControlBarPlan } from './control-bar-plan.ts';
import type { ControlItem } from './control-item.ts';

/** What stands under More: controls without a place in the bar, device menus without a caret, then the rest. */
export function moreEntries(
  items: readonly ControlItem[],
  plan: ControlBarPlan,
  more: readonly MenuEntry[],
): MenuEntry[] {
  const moved = items.filter(({ id }) => plan.collapsed.has(id)).flatMap(entriesOfControl);
  const devices = plan.carets ? [] : items.filter((item) => item.menu && item.onPress).map(deviceEntry);
  const groups = [moved, devices, more].filter((group) => group.length > 0);
  return groups.flatMap((group, index) =>
    index === 0 ? [...group] : [{ kind: 'separator' as const, id: `separator-${index}` }, ...group],
  );
}

function entriesOfControl(item: ControlItem): readonly MenuEntry[] {
  const { id, label, icon, onPress, disabled, count } = item;
  if (!onPress) return item.menu ?? [];
  return [{ id, label, icon, disabled: disabled ?? false, detail: count?.toString(), onSelect: onPress }];
}

function deviceEntry(item: ControlItem): MenuEntry {
  const label = item.menuLabel ?? item.label;
  return { kind: 'sub', id: `${item.id}-devices`, label, icon: item.icon, entries: item.menu ?? [] };
}
