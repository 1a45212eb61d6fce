import { useMemo } from 'react';
import { Button } from '@mantine/core';
import GaugeIcon from 'lucide-react/icons/gauge';
import { api } from '../../api/api.ts';
import type { Budget } from '../../api/api.ts';
import { useSheet } from '../../parts/sheet/use-sheet.ts';
import { EmptyState } from '../../parts/states/empty-state.tsx';
import type { Column } from '../../parts/table/data-table.tsx';
import { PagedTable } from '../../parts/table/paged-table.tsx';
import { RowDanger } from '../../parts/table/row-danger.tsx';
import { useMayDo } from '../../session/use-may-do.ts';
import { useConsoleText } from '../../text/use-console-text.tsx';
import { BudgetProgress } from './budget-progress.tsx';
import { BudgetSheet } from './budget-sheet.tsx';
import styles from './usage.module.css';

const newBudget = 'new';

/** Budgets of the present month: how much of each is used, and when its thresholds were told. */
export function Budgets() {
  const { t } = useConsoleText();
  const sheet = useSheet('budget');
  const mayDo = useMayDo();
  const list = api.useListBudgetsQuery({ limit: 100 });
  const budget = list.currentData?.data.find(({ id }) => id === sheet.value);
  const isOpen = sheet.value === newBudget || budget !== undefined;
  return (
    <section className={styles['budgets']} aria-labelledby="cm-budgets">
      <header>
        <div>
          <h2 id="cm-budgets">{t('budgets.title')}</h2>
          <p>{t('budgets.lead')}</p>
        </div>
        {mayDo('createBudget') ? (
          <Button onClick={() => sheet.open(newBudget)}>{t('budgets.new')}</Button>
        ) : null}
      </header>
      <PagedTable
        label={t('budgets.title')}
        columns={useBudgetColumns(sheet.open)}
        rowKey={({ id }) => id}
        list={list}
        empty={<EmptyState Icon={GaugeIcon} what={t('budgets.none')} todo={t('budgets.noneDo')} />}
      />
      <BudgetSheet opened={isOpen} budget={budget} onClose={sheet.close} />
    </section>
  );
}

function useBudgetColumns(open: (id: string) => void): readonly Column<Budget>[] {
  const { t } = useConsoleText();
  const mayDo = useMayDo();
  return useMemo(
    () => [
      {
        key: 'what',
        header: t('budgets.metric'),
        isName: true,
        cell: ({ metric }) => t(`budgets.metrics.${metric}`),
      },
      {
        key: 'of',
        header: t('usage.groups.externalId'),
        cell: ({ externalId }) => externalId ?? t('budgets.everyRoom'),
      },
      { key: 'used', header: t('budgets.used'), cell: (budget) => <BudgetProgress budget={budget} /> },
      {
        key: 'acts',
        header: t('budgets.acts'),
        align: 'end',
        cell: (budget) =>
          mayDo('updateBudget') ? (
            <span className={styles['acts']}>
              <Button size="xs" variant="subtle" onClick={() => open(budget.id)}>
                {t('budgets.change')}
              </Button>
              <DeleteBudget budget={budget} />
            </span>
          ) : null,
      },
    ],
    [t, mayDo, open],
  );
}

function DeleteBudget({ budget }: { budget: Budget }) {
  const { t } = useConsoleText();
  const [remove, state] = api.useDeleteBudgetMutation();
  const name = budget.externalId ?? t(`budgets.metrics.${budget.metric}`);
  return (
    <RowDanger
      label={t('budgets.delete')}
      describedLabel={t('budgets.deleteOne', { name })}
      title={t('budgets.deleteTitle')}
      consequence={t('budgets.deleteWhat')}
      name={name}
      act={() => remove({ budgetId: budget.id })}
      state={state}
    />
  );
}
