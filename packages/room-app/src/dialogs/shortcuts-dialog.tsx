import '@cloudmeet/ui/later-english';
import { Dialog, ShortcutList, Switch, useText } from '@cloudmeet/ui';
import type { ShortcutItem, Translate } from '@cloudmeet/ui';
import { shortcutNames, shortcuts } from '../keyboard/shortcuts.ts';
import type { ShortcutName } from '../keyboard/shortcuts.ts';
import { usePageDispatch, usePageState } from '../page/page-context.tsx';
import { viewChanged } from '../page/view-slice.ts';
import { useCloseDialog } from './use-close-dialog.ts';

/** What each key does, and the switch for single keys. */
export function ShortcutsDialog() {
  const { t } = useText();
  const close = useCloseDialog();
  const dispatch = usePageDispatch();
  const singleKeys = usePageState(({ view }) => view.singleKeys);
  const shown = singleKeys
    ? shortcutNames
    : shortcutNames.filter((name) => shortcuts[name].withControl !== undefined);
  return (
    <Dialog open onClose={close} title={t('shortcuts.title')} description={t('shortcuts.off')}>
      <Switch
        label={t('shortcuts.singleKeys')}
        hint={t('shortcuts.singleKeysHint')}
        checked={singleKeys}
        onChange={(checked) => dispatch(viewChanged({ singleKeys: checked }))}
      />
      <ShortcutList shortcuts={shown.map((name) => itemOf(name, singleKeys, t))} />
    </Dialog>
  );
}

function itemOf(name: ShortcutName, singleKeys: boolean, t: Translate): ShortcutItem {
  const { key, withControl } = shortcuts[name];
  const single = key === ' ' ? t('shortcuts.keys.space') : key.toUpperCase();
  const keys = singleKeys ? [single] : [t('shortcuts.keys.control'), (withControl ?? '').toUpperCase()];
  return { id: name, label: t(`shortcuts.${name}`), keys };
}

// a dialog is a chunk of its own: `lazy()` wants it as the default
export default ShortcutsDialog;
