import type { Prisma } from '../generated/client.ts';
import { AllowedOriginRepository } from './allowed-origins.ts';
import { ApiKeyRepository } from './api-keys.ts';
import { AuditRepository } from './audit.ts';
import { BanRepository } from './bans.ts';
import { BudgetRepository } from './budgets.ts';
import { CaptureSegmentRepository } from './capture-segments.ts';
import { CaptureRepository } from './captures.ts';
import { EntryRepository } from './entries.ts';
import { IdempotencyRepository } from './idempotency.ts';
import { HistoryRepository } from './history.ts';
import { InvitationRepository } from './invitations.ts';
import { LeaseRepository } from './leases.ts';
import { LogoRepository } from './logo.ts';
import { MemberRepository } from './members.ts';
import { OutboxRepository } from './outbox.ts';
import { ParticipantRepository } from './participants.ts';
import { RequestLogRepository } from './request-log.ts';
import { RoomRepository } from './rooms.ts';
import { SessionRepository } from './sessions.ts';
import { SigningKeyRepository } from './signing-keys.ts';
import { TenantRepository } from './tenants.ts';
import { UsageRepository } from './usage.ts';
import { WebhookDeliveryRepository } from './webhook-deliveries.ts';
import { WebhookEndpointRepository } from './webhook-endpoints.ts';

/** Everything of one tenant, inside one transaction. */
export interface Repositories {
  tenant: TenantRepository;
  audit: AuditRepository;
  history: HistoryRepository;
  usage: UsageRepository;
  budgets: BudgetRepository;
  requestLog: RequestLogRepository;
  logo: LogoRepository;
  members: MemberRepository;
  invitations: InvitationRepository;
  apiKeys: ApiKeyRepository;
  allowedOrigins: AllowedOriginRepository;
  signingKeys: SigningKeyRepository;
  rooms: RoomRepository;
  sessions: SessionRepository;
  participants: ParticipantRepository;
  bans: BanRepository;
  captures: CaptureRepository;
  captureSegments: CaptureSegmentRepository;
  entries: EntryRepository;
  leases: LeaseRepository;
  idempotency: IdempotencyRepository;
  outbox: OutboxRepository;
  webhookEndpoints: WebhookEndpointRepository;
  webhookDeliveries: WebhookDeliveryRepository;
}

export function createRepositories(tx: Prisma.TransactionClient, tenantId: string): Repositories {
  const scope = { tx, tenantId };
  return {
    tenant: new TenantRepository(scope),
    audit: new AuditRepository(scope),
    history: new HistoryRepository(scope),
    usage: new UsageRepository(scope),
    budgets: new BudgetRepository(scope),
    requestLog: new RequestLogRepository(scope),
    logo: new LogoRepository(scope),
    members: new MemberRepository(scope),
    invitations: new InvitationRepository(scope),
    apiKeys: new ApiKeyRepository(scope),
    allowedOrigins: new AllowedOriginRepository(scope),
    signingKeys: new SigningKeyRepository(scope),
    rooms: new RoomRepository(scope),
    sessions: new SessionRepository(scope),
    participants: new ParticipantRepository(scope),
    bans: new BanRepository(scope),
    captures: new CaptureRepository(scope),
    captureSegments: new CaptureSegmentRepository(scope),
    entries: new EntryRepository(scope),
    leases: new LeaseRepository(scope),
    idempotency: new IdempotencyRepository(scope),
    outbox: new OutboxRepository(scope),
    webhookEndpoints: new WebhookEndpointRepository(scope),
    webhookDeliveries: new WebhookDeliveryRepository(scope),
  };
}
