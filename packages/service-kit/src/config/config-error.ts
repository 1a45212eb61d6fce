/** Says which variables are wrong and how to set them. Their values are never part of it. */
export class ConfigError extends Error {
  override readonly name = 'ConfigError';
  readonly variables: readonly string[];

  constructor(problems: readonly { variable: string; words: string }[]) {
    super(
      [
        'The configuration is not usable:',
        ...problems.map(({ variable, words }) => `  ${variable}: ${words}`),
      ].join('\n'),
    );
    this.variables = problems.map(({ variable }) => variable);
  }
}
