import { layoutSchema } from '@cloudmeet/contracts';
import { selectTopology } from '@cloudmeet/room-engine';
import { useText } from '@cloudmeet/ui';
import type { MenuEntry } from '@cloudmeet/ui';
import { usePageDispatch, usePageState, useRoomState } from '../../page/page-context.tsx';
import { viewChanged } from '../../page/view-slice.ts';

/** My own layout, or the one that a host set; and whether I see myself. */
export function useLayoutEntries(): MenuEntry[] {
  const { t } = useText();
  const dispatch = usePageDispatch();
  const layout = usePageState(({ view }) => view.layout);
  const mixed = useRoomState((state) => selectTopology(state) === 'mixed');
  const hideSelf = usePageState(({ view }) => view.hideSelf);
  return [
    {
      kind: 'choice',
      id: 'layouts',
      label: t('layout.label'),
      value: layout ?? 'auto',
      options: [
        { value: 'auto', label: t('layout.auto') },
        { value: 'grid', label: t('layout.grid') },
        { value: 'speaker', label: t('layout.speaker') },
        ...(mixed ? [{ value: 'presentation', label: t('layout.presentation') }] : []),
      ],
      onChange: (value) => {
        const chosen = layoutSchema.safeParse(value);
        dispatch(viewChanged({ layout: chosen.success ? chosen.data : null }));
      },
    },
    { kind: 'separator', id: 'self' },
    {
      kind: 'check',
      id: 'hide-self',
      label: t('layout.hideSelf'),
      checked: hideSelf,
      onChange: (checked) => dispatch(viewChanged({ hideSelf: checked })),
    },
  ];
}
