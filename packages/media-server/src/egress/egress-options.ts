import { z } from 'zod';

/** How a process for outputs takes viewers and sends streams; the supervisor gives it as one JSON argument. */
export const egressOptionsSchema = z.strictObject({
  /** True where streams may be sent to private and loopback addresses: for development. */
  privateTargets: z.boolean().default(false),
  /** Null: this process has no live streams by HLS. */
  hls: z
    .strictObject({
      host: z.string().min(1).default('127.0.0.1'),
      /** TCP port; 0: any. */
      port: z.int().min(0).max(65_535),
      /** Where viewers reach it, without a slash at its end. Default: by its host and port. */
      publicUrl: z.url().optional(),
      /** Connections of viewers at once. */
      connectionsMax: z.int().min(1).default(20_000),
    })
    .nullable()
    .default(null),
});
export type EgressOptionsInput = z.input<typeof egressOptionsSchema>;
export type HlsOptions = NonNullable<z.output<typeof egressOptionsSchema>['hls']>;
