import type pg from 'pg';
import { z } from 'zod';
import { toDatabaseError } from '../connection/database-errors.ts';

export interface SystemStatement {
  /** Names the prepared statement. */
  name: string;
  text: string;
}

/** One statement outside any tenant; its rows are parsed. @throws `unavailable` when the database is out of reach. */
export async function querySystem<Row extends z.ZodType>(
  pool: pg.Pool,
  row: Row,
  statement: SystemStatement,
  values: unknown[] = [],
): Promise<z.infer<Row>[]> {
  const result = await pool
    .query({ ...statement, values })
    .catch((error: unknown) => Promise.reject(toDatabaseError(error)));
  return z.array(row).parse(result.rows);
}
