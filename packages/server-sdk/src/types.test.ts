import type {
  AllowedOrigin as ContractOrigin,
  ApiKey as ContractApiKey,
  Budget as ContractBudget,
  CreateBudget,
  CreateRoom,
  MintedToken as ContractMinted,
  MintToken,
  Page as ContractPage,
  Participant as ContractParticipant,
  Room as ContractRoom,
  SigningKey as ContractKey,
  Tenant as ContractTenant,
  Theme,
  TokenInspection as ContractInspection,
  UpdateRoom,
  WebhookBody,
  WebhookDelivery as ContractDelivery,
  WebhookEndpoint as ContractEndpoint,
  WebhookType as ContractWebhookType,
} from '@cloudmeet/contracts';
import { expectTypeOf, it } from 'vitest';
import type {
  AllowedOrigin,
  ApiKey,
  Branding,
  MintedToken,
  Page,
  Participant,
  Room,
  RoomChanges,
  RoomSettings,
  SigningKey,
  Tenant,
  TokenInspection,
  TokenSettings,
} from './types.ts';
import type { Budget, BudgetSettings } from './budget-types.ts';
import type { WebhookData, WebhookDelivery, WebhookEndpoint, WebhookType } from './webhook-types.ts';

it('has every field of the contracts and no other', () => {
  expectTypeOf<keyof Room>().toEqualTypeOf<keyof ContractRoom>();
  expectTypeOf<keyof RoomSettings>().toEqualTypeOf<keyof CreateRoom>();
  expectTypeOf<keyof RoomChanges>().toEqualTypeOf<keyof UpdateRoom>();
  expectTypeOf<keyof TokenSettings>().toEqualTypeOf<keyof MintToken>();
  expectTypeOf<keyof TokenInspection>().toEqualTypeOf<keyof ContractInspection>();
  expectTypeOf<keyof Participant>().toEqualTypeOf<keyof ContractParticipant>();
});

it('takes what the API answers as it is', () => {
  expectTypeOf<ContractRoom>().toExtend<Room>();
  expectTypeOf<ContractMinted>().toExtend<MintedToken>();
  expectTypeOf<ContractInspection>().toExtend<TokenInspection>();
  expectTypeOf<ContractParticipant>().toExtend<Participant>();
  expectTypeOf<ContractTenant>().toExtend<Tenant>();
  expectTypeOf<ContractOrigin>().toExtend<AllowedOrigin>();
  expectTypeOf<ContractPage<ContractRoom>>().toExtend<Page<Room>>();
  expectTypeOf<ContractKey>().toExtend<SigningKey>();
  expectTypeOf<Theme>().toEqualTypeOf<Branding>();
  expectTypeOf<ContractApiKey>().toExtend<ApiKey>();
  expectTypeOf<ContractBudget>().toEqualTypeOf<Budget>();
  expectTypeOf<ContractEndpoint>().toExtend<WebhookEndpoint>();
  expectTypeOf<ContractDelivery>().toExtend<WebhookDelivery>();
});

it('lets nobody send what the API refuses', () => {
  // Metadata is any JSON, which a type of your own need not say of itself; permissions are texts to this package.
  expectTypeOf<Omit<RoomSettings, 'metadata'>>().toExtend<Omit<CreateRoom, 'metadata'>>();
  expectTypeOf<BudgetSettings>().toExtend<CreateBudget>();
  expectTypeOf<Omit<RoomChanges, 'metadata'>>().toExtend<Omit<UpdateRoom, 'metadata'>>();
  expectTypeOf<Omit<TokenSettings, 'metadata' | 'grants'>>().toExtend<
    Omit<MintToken, 'metadata' | 'grants'>
  >();
});

it('knows every webhook and what is in it', () => {
  expectTypeOf<WebhookType>().toEqualTypeOf<ContractWebhookType>();
  expectTypeOf<{ [Type in ContractWebhookType]: WebhookBody<Type>['data'] }>().toExtend<WebhookData>();
  expectTypeOf<keyof WebhookEndpoint>().toEqualTypeOf<keyof ContractEndpoint>();
  expectTypeOf<keyof WebhookDelivery>().toEqualTypeOf<keyof ContractDelivery>();
});
