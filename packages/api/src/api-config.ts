import type { Secret } from '@cloudmeet/service-kit';
import type { RateLimit } from './http/rate-limit.ts';

/** What a deployment decides about its API. */
export interface ApiConfig {
  /** Address of the API for clients, without a slash at the end: also the issuer of room tokens. */
  publicApiUrl: string;
  /** Address of the room page for browsers, without a slash at the end. */
  publicRoomUrl: string;
  /** Master secret: seals signing keys and kept answers. */
  secret: Secret;
  /**
   * Origins of the console's pages: these alone may call the API from a browser with a person's credentials. Links that
   * lead to the console lead to the first.
   */
  consoleOrigins?: readonly string[];
  /** Anybody may sign up and make tenants. Default true; false: people are invited. */
  signUpOpen?: boolean;
  /** Version that the documentation names. Default `0.1.0`. */
  version?: string;
  /** File of the SDK's script build; without it `/sdk/v1/cloudmeet.js` does not exist. */
  sdkScriptPath?: string;
  /** Webhooks may go to private and loopback addresses and over http: for development. Default false. */
  webhooksMayBePrivate?: boolean;
  limits?: {
    /** Requests of one API key. Default 6,000 a minute. */
    perKey?: RateLimit;
    /** Requests without a valid credential from one address. Default 60 a minute. */
    perAddress?: RateLimit;
  };
  /** Express' `trust proxy`: addresses, or a number of hops, whose X-Forwarded-For is believed. Default: nobody's. */
  trustProxy?: string | number;
}
