import { administrationOperations } from './administration-operations.ts';
import { authOperations } from './auth-operations.ts';
import { budgetOperations } from './budget-operations.ts';
import { historyOperations } from './history-operations.ts';
import { memberOperations } from './member-operations.ts';
import type { Operation } from './operation.ts';
import { participantOperations } from './participant-operations.ts';
import { recordingOperations } from './recording-operations.ts';
import { roomOperations } from './room-operations.ts';
import { streamOperations } from './stream-operations.ts';
import { tokenOperations } from './token-operations.ts';
import { webhookOperations } from './webhook-operations.ts';

/** Every operation by its operationId, which is also the name of its folder in the API. */
export const operations = {
  ...roomOperations,
  ...tokenOperations,
  ...participantOperations,
  ...recordingOperations,
  ...streamOperations,
  ...webhookOperations,
  ...administrationOperations,
  ...memberOperations,
  ...historyOperations,
  ...budgetOperations,
  ...authOperations,
} as const satisfies Record<string, Operation>;

export type OperationId = keyof typeof operations;
export const operationIds = Object.keys(operations) as [OperationId, ...OperationId[]];
