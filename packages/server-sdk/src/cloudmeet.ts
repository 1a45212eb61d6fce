import { ApiKeys } from './api-keys.ts';
import { Budgets } from './budgets.ts';
import { Participants } from './participants.ts';
import { Recordings } from './recordings.ts';
import { Rooms } from './rooms.ts';
import { Streams } from './streams.ts';
import { AllowedOrigins, SigningKeys, TenantAdministration } from './tenant.ts';
import { Tokens } from './tokens.ts';
import { Transport } from './transport.ts';
import type { CloudMeetOptions } from './transport.ts';
import { WebhookDeliveries, WebhookEndpoints } from './webhooks.ts';

/** CloudMeet for your server: rooms, tokens, recordings and all else that your API key may. */
export class CloudMeet {
  readonly rooms: Rooms;
  readonly tokens: Tokens;
  readonly participants: Participants;
  readonly recordings: Recordings;
  readonly streams: Streams;
  readonly budgets: Budgets;
  readonly tenant: TenantAdministration;
  readonly allowedOrigins: AllowedOrigins;
  readonly signingKeys: SigningKeys;
  readonly apiKeys: ApiKeys;
  readonly webhookEndpoints: WebhookEndpoints;
  readonly webhookDeliveries: WebhookDeliveries;

  /** @throws TypeError for a key or address that cannot be right. */
  constructor(options: CloudMeetOptions) {
    const transport = new Transport(options);
    this.rooms = new Rooms(transport);
    this.tokens = new Tokens(transport);
    this.participants = new Participants(transport);
    this.recordings = new Recordings(transport);
    this.streams = new Streams(transport);
    this.budgets = new Budgets(transport);
    this.tenant = new TenantAdministration(transport);
    this.allowedOrigins = new AllowedOrigins(transport);
    this.signingKeys = new SigningKeys(transport);
    this.apiKeys = new ApiKeys(transport);
    this.webhookEndpoints = new WebhookEndpoints(transport);
    this.webhookDeliveries = new WebhookDeliveries(transport);
  }
}
