import type {
  AllocationsTable,
  BookingEventsTable,
  BookingStatesTable,
  BookingsTable,
  BookingTransitionsTable,
  ConsentsTable,
  WaitlistEntriesTable,
} from "./tables/bookings.ts";
import type {
  ApiKeysTable,
  HourOverridesTable,
  KnowledgeTable,
  LocationsTable,
  OrganizationsTable,
  ProviderServicesTable,
  ProvidersTable,
  ServicesTable,
  SopQuestionsTable,
  TimeOffTable,
  WorkingHoursTable,
} from "./tables/catalog.ts";
import type {
  ContactPointsTable,
  ConversationsTable,
  InboxTable,
  LeadsTable,
  MessagesTable,
  OperationsTable,
  OutboxTable,
  TurnsTable,
} from "./tables/conversations.ts";

/** The tables as the migrations leave them; test/schema.test.ts compares the two. */
export interface Database {
  allocations: AllocationsTable;
  api_keys: ApiKeysTable;
  booking_events: BookingEventsTable;
  booking_states: BookingStatesTable;
  booking_transitions: BookingTransitionsTable;
  bookings: BookingsTable;
  consents: ConsentsTable;
  contact_points: ContactPointsTable;
  conversations: ConversationsTable;
  hour_overrides: HourOverridesTable;
  inbox: InboxTable;
  knowledge: KnowledgeTable;
  leads: LeadsTable;
  locations: LocationsTable;
  messages: MessagesTable;
  operations: OperationsTable;
  organizations: OrganizationsTable;
  outbox: OutboxTable;
  provider_services: ProviderServicesTable;
  providers: ProvidersTable;
  services: ServicesTable;
  sop_questions: SopQuestionsTable;
  time_off: TimeOffTable;
  turns: TurnsTable;
  waitlist_entries: WaitlistEntriesTable;
  working_hours: WorkingHoursTable;
}
