import { z } from 'zod';
import { ConfigError } from './config-error.ts';

export type Environment = Readonly<Record<string, string | undefined>>;

/** An empty variable counts as one that is not set, as shells and compose files mean it. */
function setVariables(environment: Environment, names: readonly string[]): Record<string, string> {
  return Object.fromEntries(
    names.flatMap((name): [string, string][] => {
      const value = environment[name]?.trim();
      return value === undefined || value === '' ? [] : [[name, value]];
    }),
  );
}

function wordsOf(issue: z.core.$ZodIssue, set: boolean, description: string | undefined): string {
  const problem = set ? issue.message : 'is not set';
  return description === undefined ? problem : `${problem}. It is ${description}.`;
}

/**
 * Reads settings from the environment: the one place that does. The schema's keys are the variables' names, its
 * descriptions (`.meta({ description })`) end up in the error. Empty variables count as absent.
 * @throws ConfigError naming every variable that is wrong, never its value.
 */
export function readConfig<Shape extends z.ZodRawShape>(
  schema: z.ZodObject<Shape>,
  environment: Environment = process.env,
): z.output<z.ZodObject<Shape>> {
  const set = setVariables(environment, Object.keys(schema.shape));
  const result = schema.safeParse(set);
  if (result.success) return result.data;
  const problems = result.error.issues.map((issue) => {
    const variable = String(issue.path[0] ?? 'environment');
    const field: unknown = Reflect.get(schema.shape, variable);
    const description = field instanceof z.ZodType ? field.meta()?.description : undefined;
    return { variable, words: wordsOf(issue, variable in set, description) };
  });
  throw new ConfigError(problems);
}
