/** The contract of the REST API, shared with the web pages, which import this file only. */
export * from "./contract/availability.ts";
export * from "./contract/booking.ts";
export * from "./contract/booking-requests.ts";
export * from "./contract/catalog.ts";
export * from "./contract/checklist.ts";
export * from "./contract/conversation.ts";
export * from "./contract/error.ts";
export * from "./contract/event.ts";
export * from "./contract/formats.ts";
export * from "./contract/lead.ts";
export * from "./contract/slot.ts";
export * from "./contract/waitlist.ts";
