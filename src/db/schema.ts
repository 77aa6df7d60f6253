import type {
  AnalyticsAppointmentsTable,
  AnalyticsInquiriesTable,
  AnalyticsMovesTable,
  AnalyticsPositionsTable,
  AnalyticsProviderDaysTable,
  AnalyticsStaleDaysTable,
  AnalyticsTalksTable,
  ConversationChangesTable,
} from "./tables/analytics.ts";
import type {
  AllocationsTable,
  BookingEventsTable,
  BookingParticipantsTable,
  BookingSeriesTable,
  BookingStatesTable,
  BookingsTable,
  BookingTransitionsTable,
  CalendarVersionsTable,
  ConsentsTable,
  WaitlistEntriesTable,
} from "./tables/bookings.ts";
import type {
  ApiKeysTable,
  HourOverridesTable,
  KnowledgeTable,
  LeadBlocksTable,
  LocationsTable,
  OrganizationsTable,
  PriceRulesTable,
  ProviderServicesTable,
  ProvidersTable,
  ResourcesTable,
  ServicePartsTable,
  ServiceResourcesTable,
  ServicesTable,
  TimeOffTable,
  TravelTimesTable,
  WorkingHoursTable,
} from "./tables/catalog.ts";
import type {
  ChannelAccountsTable,
  DeliveriesTable,
  ParkedEventsTable,
} from "./tables/channels.ts";
import type {
  ContactPointsTable,
  ContactWishesTable,
  ConversationsTable,
  InboxTable,
  LeadsTable,
  LinkCodesTable,
  MessagesTable,
  OperationsTable,
  OutboxTable,
  ProofsTable,
  TurnRecordingsTable,
  TurnsTable,
} from "./tables/conversations.ts";
import type {
  CannedRepliesTable,
  ConsoleEventsTable,
  ConsoleFeedsTable,
  ConversationLabelsTable,
  ConversationNotesTable,
  ConversationReadsTable,
  LabelsTable,
} from "./tables/inbox.ts";
import type {
  AuditLogTable,
  CredentialsTable,
  InvitationsTable,
  MembersTable,
  PeopleTable,
  SessionsTable,
  SignInLimitsTable,
  TwoFactorsTable,
  VerificationsTable,
} from "./tables/members.ts";
import type { BookingNoticesTable } from "./tables/notices.ts";
import type {
  PaymentAccountsTable,
  PaymentDifferencesTable,
  PaymentEventsTable,
  PaymentsTable,
  RefundsTable,
} from "./tables/payments.ts";
import type { RemindersTable } from "./tables/reminders.ts";
import type { SopsTable, SopVersionServicesTable, SopVersionsTable } from "./tables/sops.ts";
import type { SuggestionsTable } from "./tables/suggestions.ts";
import type { WebhookDeliveriesTable, WebhookEndpointsTable } from "./tables/webhooks.ts";

/** The tables as the migrations leave them; test/schema.test.ts compares the two. */
export interface Database {
  analytics_appointments: AnalyticsAppointmentsTable;
  analytics_inquiries: AnalyticsInquiriesTable;
  analytics_moves: AnalyticsMovesTable;
  analytics_positions: AnalyticsPositionsTable;
  analytics_provider_days: AnalyticsProviderDaysTable;
  analytics_stale_days: AnalyticsStaleDaysTable;
  analytics_talks: AnalyticsTalksTable;
  conversation_changes: ConversationChangesTable;
  allocations: AllocationsTable;
  api_keys: ApiKeysTable;
  audit_log: AuditLogTable;
  booking_events: BookingEventsTable;
  booking_participants: BookingParticipantsTable;
  booking_series: BookingSeriesTable;
  booking_states: BookingStatesTable;
  booking_transitions: BookingTransitionsTable;
  bookings: BookingsTable;
  calendar_versions: CalendarVersionsTable;
  canned_replies: CannedRepliesTable;
  channel_accounts: ChannelAccountsTable;
  consents: ConsentsTable;
  console_events: ConsoleEventsTable;
  console_feeds: ConsoleFeedsTable;
  contact_points: ContactPointsTable;
  contact_wishes: ContactWishesTable;
  conversation_labels: ConversationLabelsTable;
  conversation_notes: ConversationNotesTable;
  conversation_reads: ConversationReadsTable;
  conversations: ConversationsTable;
  credentials: CredentialsTable;
  deliveries: DeliveriesTable;
  hour_overrides: HourOverridesTable;
  inbox: InboxTable;
  invitations: InvitationsTable;
  knowledge: KnowledgeTable;
  labels: LabelsTable;
  lead_blocks: LeadBlocksTable;
  leads: LeadsTable;
  link_codes: LinkCodesTable;
  locations: LocationsTable;
  members: MembersTable;
  messages: MessagesTable;
  operations: OperationsTable;
  organizations: OrganizationsTable;
  outbox: OutboxTable;
  parked_events: ParkedEventsTable;
  payment_accounts: PaymentAccountsTable;
  payment_differences: PaymentDifferencesTable;
  payment_events: PaymentEventsTable;
  payments: PaymentsTable;
  people: PeopleTable;
  price_rules: PriceRulesTable;
  proofs: ProofsTable;
  provider_services: ProviderServicesTable;
  providers: ProvidersTable;
  reminders: RemindersTable;
  refunds: RefundsTable;
  resources: ResourcesTable;
  service_parts: ServicePartsTable;
  service_resources: ServiceResourcesTable;
  services: ServicesTable;
  sop_version_services: SopVersionServicesTable;
  sop_versions: SopVersionsTable;
  sops: SopsTable;
  sessions: SessionsTable;
  sign_in_limits: SignInLimitsTable;
  suggestions: SuggestionsTable;
  time_off: TimeOffTable;
  travel_times: TravelTimesTable;
  turn_recordings: TurnRecordingsTable;
  turns: TurnsTable;
  two_factors: TwoFactorsTable;
  verifications: VerificationsTable;
  waitlist_entries: WaitlistEntriesTable;
  booking_notices: BookingNoticesTable;
  webhook_deliveries: WebhookDeliveriesTable;
  webhook_endpoints: WebhookEndpointsTable;
  working_hours: WorkingHoursTable;
}
