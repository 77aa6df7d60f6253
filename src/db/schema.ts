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
  SopQuestionsTable,
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
  TurnsTable,
} from "./tables/conversations.ts";
import type {
  PaymentAccountsTable,
  PaymentDifferencesTable,
  PaymentEventsTable,
  PaymentsTable,
  RefundsTable,
} from "./tables/payments.ts";
import type { RemindersTable } from "./tables/reminders.ts";
import type { SuggestionsTable } from "./tables/suggestions.ts";
import type { WebhookDeliveriesTable, WebhookEndpointsTable } from "./tables/webhooks.ts";

/** The tables as the migrations leave them; test/schema.test.ts compares the two. */
export interface Database {
  allocations: AllocationsTable;
  api_keys: ApiKeysTable;
  booking_events: BookingEventsTable;
  booking_participants: BookingParticipantsTable;
  booking_series: BookingSeriesTable;
  booking_states: BookingStatesTable;
  booking_transitions: BookingTransitionsTable;
  bookings: BookingsTable;
  calendar_versions: CalendarVersionsTable;
  channel_accounts: ChannelAccountsTable;
  consents: ConsentsTable;
  contact_points: ContactPointsTable;
  contact_wishes: ContactWishesTable;
  conversations: ConversationsTable;
  deliveries: DeliveriesTable;
  hour_overrides: HourOverridesTable;
  inbox: InboxTable;
  knowledge: KnowledgeTable;
  lead_blocks: LeadBlocksTable;
  leads: LeadsTable;
  link_codes: LinkCodesTable;
  locations: LocationsTable;
  messages: MessagesTable;
  operations: OperationsTable;
  organizations: OrganizationsTable;
  outbox: OutboxTable;
  parked_events: ParkedEventsTable;
  payment_accounts: PaymentAccountsTable;
  payment_differences: PaymentDifferencesTable;
  payment_events: PaymentEventsTable;
  payments: PaymentsTable;
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
  sop_questions: SopQuestionsTable;
  suggestions: SuggestionsTable;
  time_off: TimeOffTable;
  travel_times: TravelTimesTable;
  turns: TurnsTable;
  waitlist_entries: WaitlistEntriesTable;
  webhook_deliveries: WebhookDeliveriesTable;
  webhook_endpoints: WebhookEndpointsTable;
  working_hours: WorkingHoursTable;
}
