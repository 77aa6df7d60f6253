import type { Service } from "#src/db/queries/catalog.ts";
import { type EditCode, type EditRefusal, refuseEdit } from "./edit-refusal.ts";

/** One step of a package, by column. */
export interface PackagePart {
  readonly service_id: string;
  readonly min_gap_minutes: number;
  readonly max_gap_minutes: number;
}

/** Resources of one kind that a service takes. */
export interface NeededKind {
  readonly kind: string;
  readonly quantity: number;
}

/** A service as it would stand, with what it is made of and what it takes. */
export interface ServiceDraft {
  readonly service: Service;
  readonly parts: readonly PackagePart[];
  readonly needs: readonly NeededKind[];
}

interface Fault {
  readonly code: EditCode;
  readonly field: string;
  readonly is: (draft: ServiceDraft) => boolean;
}

const bounds = ({ service }: ServiceDraft) => {
  const { min_duration_minutes: min, max_duration_minutes: max, duration_step_minutes } = service;
  return min === null || max === null || duration_step_minutes === null
    ? null
    : { min, max, step: duration_step_minutes };
};

const isKind = (kind: Service["kind"]) => (draft: ServiceDraft) => draft.service.kind === kind;
const isFlexible = isKind("flexible");
const isPackage = isKind("package");

/** What a service cannot be, whatever else the organization has. */
// biome-ignore format: the table is read down its columns
const faults: readonly Fault[] = [
  { code: "duration_needed", field: "durationMinutes", is: ({ service }) => !(service.duration_minutes > 0) },
  { code: "flexible_bounds", field: "minDurationMinutes", is: (draft) => isFlexible(draft) && bounds(draft) === null },
  { code: "only_flexible", field: "minDurationMinutes", is: (draft) => !isFlexible(draft) && hasBound(draft) },
  { code: "length_between_bounds", field: "durationMinutes", is: (draft) => !isBetween(draft) },
  { code: "bounds_of_steps", field: "durationStepMinutes", is: (draft) => !isOfSteps(draft) },
  { code: "participants_order", field: "maxParticipants", is: ({ service }) => service.max_participants < service.min_participants },
  { code: "package_capacity", field: "capacity", is: (draft) => isPackage(draft) && draft.service.capacity !== 1 },
  { code: "capacity_too_small", field: "capacity", is: ({ service }) => service.capacity < service.max_participants },
  { code: "package_parts", field: "parts", is: (draft) => isPackage(draft) && draft.parts.length === 0 },
  { code: "only_package", field: "parts", is: (draft) => !isPackage(draft) && draft.parts.length > 0 },
  { code: "gap_order", field: "parts", is: ({ parts }) => parts.some((part) => part.max_gap_minutes < part.min_gap_minutes) },
  { code: "kind_twice", field: "resources", is: ({ needs }) => new Set(needs.map(({ kind }) => kind)).size < needs.length },
  { code: "consultation_is_itself", field: "consultationServiceId", is: ({ service }) => service.consultation_service_id === service.id },
  { code: "payment_needs_price", field: "priceMinor", is: ({ service }) => service.payment_required && service.price_minor === null },
  { code: "one_deposit", field: "depositPercent", is: ({ service }) => service.deposit_minor !== null && service.deposit_percent !== null },
  { code: "payment_needs_methods", field: "paymentMethods", is: ({ service }) => service.payment_required && service.payment_methods.length === 0 },
  { code: "only_travelling", field: "travelMinutes", is: ({ service }) => !service.travels && service.travel_minutes > 0 },
];

const hasBound = ({ service }: ServiceDraft): boolean =>
  [service.min_duration_minutes, service.max_duration_minutes, service.duration_step_minutes].some(
    (bound) => bound !== null,
  );

const isBetween = (draft: ServiceDraft): boolean => {
  const known = bounds(draft);
  const usual = draft.service.duration_minutes;
  return known === null || (known.min <= usual && usual <= known.max);
};

const isOfSteps = (draft: ServiceDraft): boolean => {
  const known = bounds(draft);
  if (known === null) return true;
  return [known.min, known.max, draft.service.duration_minutes].every(
    (minutes) => minutes % known.step === 0,
  );
};

/** The first thing that is wrong with a service by itself; null when nothing is. */
export const serviceFault = (draft: ServiceDraft): EditRefusal | null => {
  const fault = faults.find(({ is }) => is(draft));
  return fault ? refuseEdit(fault.code, fault.field) : null;
};
