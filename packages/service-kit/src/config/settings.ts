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

const flag = z
  .enum(['true', 'false', '1', '0'], 'must be true or false')
  .transform((text) => text === 'true' || text === '1');

const wholeNumber = (min: number, max: number) =>
  z
    .string()
    .regex(/^\d{1,7}$/, 'must be a whole number')
    .transform(Number)
    .pipe(
      z
        .int()
        .min(min, `must be at least ${String(min)}`)
        .max(max, `must be at most ${String(max)}`),
    );

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
  CLOUDMEET_WEBHOOK_ALLOW_PRIVATE: flag.optional().meta({
    description:
      'true where webhooks may go to private and loopback addresses and over http: for development only',
  }),
  CLOUDMEET_SQS_WEBHOOKS_URL: httpUrl.optional().meta({
    description: 'the Amazon SQS queue that webhook jobs go to; without it they go through the database',
  }),
  CLOUDMEET_SQS_START_RECORDING_URL: httpUrl.optional().meta({
    description: 'the Amazon SQS queue of recordings to start; without it jobs go through the database',
  }),
  CLOUDMEET_SQS_STOP_RECORDING_URL: httpUrl.optional().meta({
    description: 'the Amazon SQS queue of recordings to stop; without it jobs go through the database',
  }),
  CLOUDMEET_SQS_FINALIZE_RECORDING_URL: httpUrl.optional().meta({
    description: 'the Amazon SQS queue of recordings to join; without it jobs go through the database',
  }),
  CLOUDMEET_SQS_START_STREAM_URL: httpUrl.optional().meta({
    description: 'the Amazon SQS queue of streams to start; without it jobs go through the database',
  }),
  CLOUDMEET_SQS_STOP_STREAM_URL: httpUrl.optional().meta({
    description: 'the Amazon SQS queue of streams to stop; without it jobs go through the database',
  }),
  CLOUDMEET_CAPTURE_POLLER: flag.optional().meta({
    description:
      'whether this process does the jobs of recordings and streams itself; by default those without an SQS queue',
  }),
  CLOUDMEET_RECORDING_DAYS: wholeNumber(1, 36_500)
    .optional()
    .meta({ description: 'recordings are deleted so many days after they are ready; never by default' }),
  CLOUDMEET_WEBHOOK_POLLER: flag.optional().meta({
    description:
      'whether this process delivers webhooks itself; by default it does unless an SQS queue is set',
  }),
  CLOUDMEET_S3_BUCKET: z
    .string()
    .regex(/^[a-z0-9][a-z0-9.-]{1,61}[a-z0-9]$/, 'must be the name of a bucket')
    .optional()
    .meta({
      description: 'the Amazon S3 bucket that files go to; without it they go to the data folder',
    }),
  CLOUDMEET_INTERNAL_API_URL: httpUrl.meta({
    description: 'the address under which our own functions reach the API',
  }),
  CLOUDMEET_INTERNAL_SECRET: secret.meta({
    description: 'the secret of calls between our own functions and the API, the same for both',
  }),
  CLOUDMEET_API_URL: httpUrl.meta({ description: 'the address under which this process reaches the API' }),
  CLOUDMEET_MEDIA: z
    .enum(['on', 'off'], 'must be on or off')
    .default('on')
    .meta({ description: 'whether this process mixes rooms too, on by default' }),
  CLOUDMEET_MEDIA_REGION: z
    .string()
    .max(40)
    .default('local')
    .meta({ description: 'where this process is: rooms are mixed in the region of their realtime node' }),
  CLOUDMEET_MEDIA_HOST: z
    .string()
    .default('127.0.0.1')
    .meta({ description: 'the address under which realtime nodes reach this media node' }),
  CLOUDMEET_MEDIA_PORT: port
    .default(4404)
    .meta({ description: 'the port of the control server of a media node' }),
  CLOUDMEET_MEDIA_EDGES: wholeNumber(1, 64)
    .default(2)
    .meta({ description: 'how many processes carry the connections of a media node, 2 by default' }),
  CLOUDMEET_MEDIA_CORES: wholeNumber(1, 1024)
    .optional()
    .meta({ description: 'how many cores a media node may use, all of them by default' }),
  CLOUDMEET_MEDIA_PARTICIPANTS: wholeNumber(1, 100_000)
    .optional()
    .meta({ description: 'how many people a media node takes, 100 for each of its cores by default' }),
  CLOUDMEET_MEDIA_ADDRESSES: z
    .string()
    .default('127.0.0.1')
    .transform((text) => text.split(',').map((item) => item.trim()))
    .pipe(
      z
        .array(
          z
            .string()
            .regex(/^[\d.]+(=[\d.]+)?$/, 'must be IPv4 addresses like 10.0.0.5 or 10.0.0.5=203.0.113.7'),
        )
        .min(1)
        .max(8),
    )
    .transform((items) =>
      items.map((item) => {
        const [bind = item, announce] = item.split('=');
        return announce === undefined ? { bind } : { bind, announce };
      }),
    )
    .meta({
      description:
        'the addresses at which clients send media, each with =the public one behind a 1:1 NAT; 127.0.0.1 by default',
    }),
  CLOUDMEET_MEDIA_PORTS: z
    .string()
    .regex(/^\d{1,5}-\d{1,5}$/, 'must be a range like 50000-50100')
    .transform((text) => {
      const [first = 0, last = 0] = text.split('-').map(Number);
      return { first, last };
    })
    .refine(({ first, last }) => first >= 1 && last <= 65_535 && first <= last, 'must be a range of ports')
    .optional()
    .meta({ description: 'the UDP ports for media, one for each edge process and address; any by default' }),
  CLOUDMEET_STREAM_ALLOW_PRIVATE: flag.optional().meta({
    description: 'true where streams may be sent to private and loopback addresses: for development only',
  }),
  CLOUDMEET_STREAM_HOST: z
    .string()
    .default('127.0.0.1')
    .meta({ description: 'the address on which viewers of streams are taken, 127.0.0.1 by default' }),
  CLOUDMEET_STREAM_PORT: port
    .default(4405)
    .meta({ description: 'the TCP port for viewers of streams of a media node on its own' }),
  CLOUDMEET_STREAM_CONNECTIONS: wholeNumber(1, 1_000_000)
    .default(20_000)
    .meta({ description: 'how many connections of viewers a media node takes, 20000 by default' }),
  CLOUDMEET_PUBLIC_STREAM_URL: httpUrl.optional().meta({
    description: 'the address under which viewers reach streams, such as that of a CDN',
  }),
  CLOUDMEET_RECORDER_PORT: port
    .default(4406)
    .meta({ description: "the port of a recorder's API, 4406 by default" }),
  CLOUDMEET_RECORDER_HOST: z
    .string()
    .default('127.0.0.1')
    .meta({ description: 'the address under which functions reach this recorder, 127.0.0.1 by default' }),
  CLOUDMEET_RECORDER_SEATS: wholeNumber(0, 200)
    .default(4)
    .meta({ description: 'how many recordings and streams a recorder makes at once, 4 by default; 0: none' }),
  CLOUDMEET_RECORDER_RESERVE_MB: wholeNumber(1, 1_000_000)
    .default(512)
    .meta({ description: 'how much disk in MiB a recorder leaves free, 512 by default' }),
  CLOUDMEET_TRUST_PROXY: z
    .string()
    .regex(
      /^(\d{1,2}|[0-9A-Fa-f:.,/ ]+|(loopback|linklocal|uniquelocal)(,\s*(loopback|linklocal|uniquelocal))*)$/,
      'must be a number of hops, or addresses and networks separated by commas',
    )
    .transform((text) => (/^\d{1,2}$/.test(text) ? Number(text) : text))
    .optional()
    .meta({
      description:
        'the proxies whose X-Forwarded-For is believed: how many of them, or their addresses separated by commas',
    }),
  CLOUDMEET_SIGN_UP: z
    .enum(['open', 'closed'], 'must be open or closed')
    .default('open')
    .meta({ description: 'whether anybody may sign up and make tenants, or people are only invited' }),
  CLOUDMEET_COGNITO_USER_POOL_ID: z
    .string()
    .regex(/^[\w-]+-\d_[0-9A-Za-z]+$/, 'must be a user pool id like eu-central-1_AbCdEf123')
    .optional()
    .meta({ description: 'the user pool of Amazon Cognito that people sign in with' }),
  CLOUDMEET_COGNITO_CLIENT_ID: z
    .string()
    .regex(/^[0-9a-z]{1,128}$/, 'must be an app client id')
    .optional()
    .meta({ description: 'the app client of that pool, without a secret' }),
  CLOUDMEET_API_KEY: z
    .string()
    .regex(/^cm_(test|live)_\S+$/, 'must be an API key, cm_test_… or cm_live_…')
    .transform((text) => new Secret(text))
    .meta({ description: 'the API key that the command line works with' }),
} as const;
