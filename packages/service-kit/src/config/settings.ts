import { z } from 'zod';
import { Secret } from '../secrets/secret.ts';

export const logLevels = ['trace', 'debug', 'info', 'warn', 'error', 'fatal', 'silent'] as const;

const port = z
  .string()
  .regex(/^\d{1,5}$/, 'must be a whole number')
  .transform(Number)
  .pipe(z.int().min(1, 'must be at least 1').max(65_535, 'must be at most 65535'));

/** `CLOUDMEET_PORT + 9` is the highest port that is used. */
const basePort = port.refine(
  (number) => number <= 65_526,
  'must be at most 65526: ten ports from it on are used',
);

const httpUrl = z
  .url({ protocol: /^https?$/, message: 'must be an http or https address' })
  .transform((text) => text.replace(/\/+$/, ''));

const postgresUrl = z.url({ protocol: /^postgres(ql)?$/, message: 'must be an address like postgresql://…' });

const secret = z
  .string()
  .min(32, 'must have at least 32 characters')
  .transform((text) => new Secret(text));

/** A list in one variable, separated by commas. */
const urlList = (pattern: RegExp, words: string) =>
  z
    .string()
    .transform((text) =>
      text
        .split(',')
        .map((item) => item.trim())
        .filter((item) => item !== ''),
    )
    .pipe(z.array(z.string().regex(pattern, words)).max(20));

/**
 * Settings that several services share, by the names of their variables. A service picks those it needs:
 * `z.object({ LOG_LEVEL: settings.LOG_LEVEL, … })`.
 */
export const settings = {
  LOG_LEVEL: z
    .enum(logLevels, `must be one of ${logLevels.join(', ')}`)
    .default('info')
    .meta({ description: 'the least severe log line that is written, such as info' }),
  CLOUDMEET_PORT: basePort.default(4400).meta({
    description: 'the base port: the API listens there, other parts on the ports after it; 4400 by default',
  }),
  CLOUDMEET_DATA_DIR: z
    .string()
    .default('.cloudmeet')
    .meta({ description: 'the folder for data, .cloudmeet by default' }),
  DATABASE_URL: postgresUrl.optional().meta({
    description:
      'the PostgreSQL to use instead of the embedded one, postgresql://login:password@host/database',
  }),
  DATABASE_OWNER_URL: postgresUrl.optional().meta({
    description: 'the login that owns the tables, for migrations; DATABASE_URL is used for them without it',
  }),
  CLOUDMEET_SECRET: secret.meta({
    description: 'the master secret of the deployment; make one with: openssl rand -base64 48',
  }),
  CLOUDMEET_PUBLIC_API_URL: httpUrl.meta({ description: 'the address under which clients reach the API' }),
  CLOUDMEET_PUBLIC_ROOM_URL: httpUrl.meta({
    description: 'the address under which browsers reach the room page',
  }),
  CLOUDMEET_PUBLIC_CONSOLE_URL: httpUrl.meta({
    description: 'the address under which browsers reach the console',
  }),
  CLOUDMEET_STUN_URLS: urlList(
    /^stuns?:[^\s,]+$/,
    'must be addresses like stun:host:3478, separated by commas',
  )
    .default([])
    .meta({ description: 'the STUN servers that clients use' }),
  CLOUDMEET_TURN_URLS: urlList(
    /^turns?:[^\s,]+$/,
    'must be addresses like turn:host:3478, separated by commas',
  )
    .default([])
    .meta({ description: 'the TURN servers that clients use; they need CLOUDMEET_TURN_SECRET' }),
  CLOUDMEET_TURN_SECRET: z
    .string()
    .transform((text) => new Secret(text))
    .optional()
    .meta({ description: "the TURN servers' static-auth-secret" }),
} as const;
