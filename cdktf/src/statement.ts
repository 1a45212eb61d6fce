/** A statement of an IAM policy. */
export interface Statement {
  Effect: 'Allow';
  Action: readonly string[];
  Resource: readonly string[];
}

export function allow(Action: readonly string[], Resource: readonly string[]): Statement {
  return { Effect: 'Allow', Action, Resource };
}
