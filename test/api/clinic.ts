import { ActionAnswer, LeadAnswer } from "#src/http/contract.ts";
import type { Answered, ApiWorld, Holder } from "./world.ts";

/** What tests say of an appointment at the clinic; they name only the difference. */
export interface Appointment {
  readonly service?: string;
  readonly date?: string;
  readonly time?: string;
  readonly phone?: string;
  readonly leadId?: string;
  readonly more?: Readonly<Record<string, unknown>>;
}

/** Books at the clinic: Bọc sứ on Tuesday at nine, for somebody new each time. */
export const bookAtClinic = async (
  { clinic }: Pick<ApiWorld, "clinic">,
  {
    service = "Bọc sứ",
    date = "2026-03-03",
    time = "09:00",
    phone,
    leadId,
    more,
  }: Appointment = {},
): Promise<Answered> =>
  clinic.ask("POST", "/bookings", {
    ...(leadId === undefined ? { lead: { name: "Lan", phone: phone ?? newPhone() } } : { leadId }),
    serviceId: await clinic.service(service),
    date,
    time,
    answers: service === "Bọc sứ" ? { first_visit: "yes" } : {},
    ...more,
  });

/** The id of a booking made as above. */
export const bookedId = async (world: ApiWorld, appointment: Appointment = {}): Promise<string> =>
  (await bookAtClinic(world, appointment)).as(ActionAnswer).booking.booking_id;

export const leadOf = async (
  holder: Holder,
  lead: Readonly<Record<string, unknown>> = {},
): Promise<string> => {
  const answer = await holder.ask("POST", "/leads", { phone: newPhone(), ...lead });
  return answer.as(LeadAnswer).lead.lead_id;
};

let phones = 0;

/** A Vietnamese mobile number that no other test has. */
export const newPhone = (): string => {
  phones += 1;
  return `+8490${String(1_000_000 + phones)}`;
};
