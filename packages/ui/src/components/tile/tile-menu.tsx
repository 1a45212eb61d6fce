import { MoreIcon } from '../../icons.ts';
import { useText } from '../../text/use-text.tsx';
import { IconButton } from '../icon-button/icon-button.tsx';
import { Menu } from '../menu/menu.tsx';
import type { MenuEntry } from '../menu/menu-entry.ts';

export interface TileMenuProps {
  /** Whose tile it is; names the button. */
  name: string;
  entries: readonly MenuEntry[];
}

/** The three dots of a tile. Its menu opens up and to the left; the focus stays on the button. */
export function TileMenu({ name, entries }: TileMenuProps) {
  const { t } = useText();
  const button = (
    <IconButton tone="scrim" tooltip={false} label={t('tile.menu', { name })} icon={<MoreIcon />} />
  );
  return <Menu side="top" align="end" trigger={button} entries={entries} />;
}
