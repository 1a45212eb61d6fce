import { useRef } from 'react';
import { LeaveIcon, MoreIcon } from '../../icons.ts';
import { useText } from '../../text/use-text.tsx';
import { useElementSize } from '../../use-element-size.ts';
import type { MenuEntry } from '../menu/menu-entry.ts';
import { planControlBar } from './control-bar-plan.ts';
import { ControlButton } from './control-button.tsx';
import type { ControlItem } from './control-item.ts';
import { moreEntries } from './more-entries.ts';
import styles from './control-bar.module.css';

export interface ControlBarProps {
  /** In the order that people reach: microphone, camera, share, hand, react, chat, people. */
  items: readonly ControlItem[];
  /** What always stands under More: layout, devices, full screen, shortcuts. */
  more?: readonly MenuEntry[];
  /** Leave stands apart and red. With `menu` it offers a choice, e.g. end for everyone. */
  leave: { onPress?: () => void; menu?: readonly MenuEntry[]; label?: string };
}

/** The one bar at the bottom. It measures itself, and moves what does not fit under More. */
export function ControlBar({ items, more = [], leave }: ControlBarProps) {
  const { t } = useText();
  const bar = useRef<HTMLDivElement>(null);
  const { width } = useElementSize(bar);
  const leaveLabel = leave.label ?? t('controls.leave');
  const moreItem: ControlItem = { id: 'more', label: t('controls.more'), icon: <MoreIcon /> };
  const planned = [...items, moreItem].map(({ id, label, menu, onPress, collapse }) => ({
    id,
    label,
    collapse,
    caret: Boolean(menu && onPress),
  }));
  const plan = planControlBar(planned, leaveLabel, width);
  const shown = items.filter(({ id }) => !plan.collapsed.has(id));
  const menu = moreEntries(items, plan, more);
  return (
    <div
      ref={bar}
      role="toolbar"
      aria-label={t('controls.label')}
      className={styles.bar}
      data-centred={plan.centred || undefined}
      data-words={plan.words || undefined}
      data-narrow={(width > 0 && width < 420) || undefined}
      data-compact={(plan.collapsed.size > 0 && plan.words) || undefined}
    >
      <div className={styles.controls}>
        {shown.map((item) => (
          <ControlButton key={item.id} item={item} words={plan.words} caret={plan.carets} />
        ))}
        {menu.length > 0 ? <ControlButton item={{ ...moreItem, menu }} words={plan.words} /> : null}
      </div>
      <div className={styles.leave}>
        <ControlButton
          item={{ id: 'leave', label: leaveLabel, icon: <LeaveIcon />, ...leave }}
          words={plan.words}
          caret={false}
        />
      </div>
    </div>
  );
}
