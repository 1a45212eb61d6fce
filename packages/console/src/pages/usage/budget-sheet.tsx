import { useState } from 'react';
import { NativeSelect, NumberInput, TextInput } from '@mantine/core';
import { budgetMetrics, limits } from '@cloudmeet/contracts';
import { api } from '../../api/api.ts';
import type { Budget, CreateBudget, UpdateBudget } from '../../api/api.ts';
import { asProblem } from '../../api/problem.ts';
import type { ApiProblem } from '../../api/problem.ts';
import { useRequestKey } from '../../api/use-request-key.ts';
import { useNotify } from '../../notices/use-notify.ts';
import { Form } from '../../parts/form/form.tsx';
import { Sheet } from '../../parts/sheet/sheet.tsx';
import { useConsoleText } from '../../text/use-console-text.tsx';
import {
  budgetDraftOf,
  createBudgetBody,
  emptyBudget,
  parseThresholds,
  updateBudgetBody,
} from './budget-draft.ts';
import type { BudgetDraft } from './budget-draft.ts';

interface BudgetSheetProps {
  opened: boolean;
  /** The budget to change; undefined: a new one. */
  budget: Budget | undefined;
  onClose: () => void;
}

/** A budget beside the page: a new one, or one that is changed. */
export function BudgetSheet({ opened, budget, onClose }: BudgetSheetProps) {
  const { t } = useConsoleText();
  return (
    <Sheet opened={opened} title={t(budget ? 'budgets.change' : 'budgets.new')} onClose={onClose}>
      {budget ? (
        <ChangeBudget key={budget.id} budget={budget} onClose={onClose} />
      ) : (
        <NewBudget onClose={onClose} />
      )}
    </Sheet>
  );
}

/** Sends what was filled in, once it can be sent; with the answer that it is saved the sheet goes. */
function useSubmit<Body>(
  body: Body | undefined,
  send: (body: Body) => Promise<{ error?: unknown }>,
  onClose: () => void,
) {
  const { t } = useConsoleText();
  const notify = useNotify();
  return async () => {
    if (!body || (await send(body)).error) return;
    notify(t('budgets.saved'));
    onClose();
  };
}

function NewBudget({ onClose }: { onClose: () => void }) {
  const { t } = useConsoleText();
  const [draft, setDraft] = useState(emptyBudget);
  const [create, { error, isLoading }] = api.useCreateBudgetMutation();
  const requestKey = useRequestKey(draft);
  const problem = asProblem(error);
  const body = createBudgetBody(draft);
  const send = (createBudget: CreateBudget) => create({ 'Idempotency-Key': requestKey, createBudget });
  const submit = useSubmit(body, send, onClose);
  return (
    <Form
      problem={problem}
      submitLabel={t('budgets.new')}
      isBusy={isLoading}
      isResting={!body}
      onSubmit={() => void submit()}
      onCancel={onClose}
    >
      <BudgetFields draft={draft} onChange={setDraft} problem={problem} isNew />
    </Form>
  );
}

function ChangeBudget({ budget, onClose }: { budget: Budget; onClose: () => void }) {
  const { t } = useConsoleText();
  const [draft, setDraft] = useState(budgetDraftOf(budget));
  const [update, { error, isLoading }] = api.useUpdateBudgetMutation();
  const problem = asProblem(error);
  const body = updateBudgetBody(draft);
  const send = (updateBudget: UpdateBudget) => update({ budgetId: budget.id, updateBudget });
  const submit = useSubmit(body, send, onClose);
  return (
    <Form
      problem={problem}
      submitLabel={t('action.save')}
      isBusy={isLoading}
      isResting={!body || JSON.stringify(draft) === JSON.stringify(budgetDraftOf(budget))}
      onSubmit={() => void submit()}
      onCancel={onClose}
    >
      <BudgetFields draft={draft} onChange={setDraft} problem={problem} />
    </Form>
  );
}

interface BudgetFieldsProps {
  draft: BudgetDraft;
  onChange: (draft: BudgetDraft) => void;
  problem: ApiProblem | undefined;
  /** What is counted, and of whom, is chosen once. */
  isNew?: boolean;
}

function BudgetFields({ draft, onChange, problem, isNew = false }: BudgetFieldsProps) {
  const { t } = useConsoleText();
  const set = (change: Partial<BudgetDraft>) => onChange({ ...draft, ...change });
  return (
    <>
      <NativeSelect
        label={t('budgets.metric')}
        value={draft.metric}
        disabled={!isNew}
        data={budgetMetrics.map((value) => ({ value, label: t(`budgets.metrics.${value}`) }))}
        onChange={({ currentTarget }) =>
          set({ metric: budgetMetrics.find((one) => one === currentTarget.value) ?? draft.metric })
        }
      />
      <TextInput
        label={t('budgets.externalId')}
        description={t('budgets.externalIdHint')}
        value={draft.externalId}
        disabled={!isNew}
        maxLength={limits.externalIdLength}
        onChange={({ currentTarget }) => set({ externalId: currentTarget.value })}
        error={problem?.fields['/externalId']}
      />
      <NumberInput
        label={t('budgets.limit')}
        description={t(draft.metric === 'storedBytes' ? 'budgets.limitGb' : 'budgets.limitMinutes')}
        value={draft.limit}
        min={0}
        onChange={(value) => set({ limit: typeof value === 'number' ? value : '' })}
        error={problem?.fields['/limit']}
      />
      <TextInput
        label={t('budgets.thresholds')}
        description={t('budgets.thresholdsHint')}
        value={draft.thresholds}
        onChange={({ currentTarget }) => set({ thresholds: currentTarget.value })}
        error={
          parseThresholds(draft.thresholds) ? problem?.fields['/thresholds'] : t('budgets.thresholdsWrong')
        }
      />
    </>
  );
}
