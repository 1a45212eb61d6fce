import {
  FullScreenIcon,
  KeyboardIcon,
  LayoutIcon,
  PictureInPictureIcon,
  SettingsIcon,
  useText,
} from '@cloudmeet/ui';
import type { MenuEntry } from '@cloudmeet/ui';
import { usePageDispatch } from '../../page/page-context.tsx';
import { viewChanged } from '../../page/view-slice.ts';
import { useFullScreen } from '../../shell/use-full-screen.ts';
import { usePictureInPicture } from '../../picture-in-picture/use-picture-in-picture.ts';
import { useHostEntries } from './use-host-entries.tsx';
import { useLayoutEntries } from './use-layout-entries.ts';

/** What always stands under More. */
export function useMoreEntries(): MenuEntry[] {
  const { t } = useText();
  const dispatch = usePageDispatch();
  const layout = useLayoutEntries();
  const screen = useScreenEntries();
  const host = useHostEntries();
  return [
    { kind: 'sub', id: 'layout', label: t('layout.label'), icon: <LayoutIcon />, entries: layout },
    ...screen,
    {
      id: 'settings',
      label: t('settings.open'),
      icon: <SettingsIcon />,
      onSelect: () => dispatch(viewChanged({ dialog: 'settings' })),
    },
    {
      id: 'shortcuts',
      label: t('controls.shortcuts'),
      icon: <KeyboardIcon />,
      detail: '?',
      onSelect: () => dispatch(viewChanged({ dialog: 'shortcuts' })),
    },
    ...(host.length > 0 ? [{ kind: 'separator' as const, id: 'host' }, ...host] : []),
  ];
}

/** Picture in picture and full screen, where the browser and the page around allow them. */
function useScreenEntries(): MenuEntry[] {
  const { t } = useText();
  const fullScreen = useFullScreen();
  const picture = usePictureInPicture();
  return [
    {
      id: 'picture-in-picture',
      label: picture.active ? t('controls.exitPictureInPicture') : t('controls.pictureInPicture'),
      icon: <PictureInPictureIcon />,
      onSelect: picture.toggle,
      shown: picture.available,
    },
    {
      id: 'full-screen',
      label: fullScreen.active ? t('controls.exitFullScreen') : t('controls.fullScreen'),
      icon: <FullScreenIcon />,
      detail: 'F',
      onSelect: fullScreen.toggle,
      shown: fullScreen.available,
    },
  ].flatMap(({ shown, ...entry }) => (shown ? [entry] : []));
}
