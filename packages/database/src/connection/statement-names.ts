const preparedMax = 500;

/**
 * Names for prepared statements: the same text gets the same name, so PostgreSQL parses and plans it once per
 * connection. Texts beyond the first 500 stay unnamed, so that a server's memory cannot grow with them.
 */
export function createStatementNames(): (query: { sql: string }) => string {
  const names = new Map<string, string>();
  return ({ sql }) => {
    const known = names.get(sql);
    if (known !== undefined) return known;
    if (names.size >= preparedMax) return '';
    const name = `cm${String(names.size + 1)}`;
    names.set(sql, name);
    return name;
  };
}
