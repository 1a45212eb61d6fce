import { reactions } from '@cloudmeet/contracts';
import { useText } from '@cloudmeet/ui';
import type { MenuPicks } from '@cloudmeet/ui';
import { useActions } from '../../page/page-context.tsx';
import { useRun } from '../../page/use-run.ts';
import { reactionNames } from './reaction-names.ts';

/** The row of reactions behind React. */
export function useReactionPicks(): MenuPicks {
  const { t } = useText();
  const actions = useActions();
  const run = useRun();
  return {
    kind: 'picks',
    id: 'reactions',
    label: t('reactions.label'),
    options: reactions.map((symbol) => ({ value: symbol, symbol, label: t(reactionNames[symbol]) })),
    onPick: (picked) => {
      const reaction = reactions.find((symbol) => symbol === picked);
      if (reaction) void run(() => actions.react(reaction));
    },
  };
}
