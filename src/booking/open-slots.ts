import { createHash } from "node:crypto";

import type { Service } from "#src/db/queries/catalog.ts";
import { findPackageSlots, type PackageSlot } from "#src/domain/availability/find-package-slots.ts";
import { findSlots } from "#src/domain/availability/find-slots.ts";
import type { Busy, SlotQuestion } from "#src/domain/availability/find-slots-input.ts";
import type { Interval } from "#src/domain/availability/interval.ts";
import type { SlotCandidate } from "#src/domain/availability/slot-candidate.ts";
import { type Business, partsOf } from "./business.ts";
import { resourceNeeds } from "./needed-resources.ts";
import { type Only, type Workplace, workplacesOf } from "./workplaces.ts";

const minute = 60_000;

/** What is asked for: a service, for how many people, how long where that is chosen. */
export interface Demand {
  readonly service: Service;
  readonly participants: number;
  readonly durationMinutes: number | null;
}

/** One service at one workplace with everything that decides about its slots. */
export interface WorkplaceQuestion {
  readonly service: Service;
  readonly workplace: Workplace;
  readonly question: SlotQuestion;
}

/** One part of a slot: what is taken of whom. A single service is its own only part. */
export interface OpenPart extends Interval {
  readonly service: Service;
  readonly workplace: Workplace;
  /** With the buffers. */
  readonly blocked: Interval;
}

/** A free slot and what it is made of. */
export interface OpenSlot extends SlotCandidate {
  /** Where its first part is. */
  readonly workplace: Workplace;
  readonly parts: readonly OpenPart[];
  /** Places taken of its first part's capacity. */
  readonly currentBookings: number;
}

interface Range {
  readonly from: Date;
  readonly to: Date;
}

/** The questions of every workplace of a service; those of its first part for a package. */
export const questionsOf = (
  business: Business,
  demand: Demand,
  only: Only,
): WorkplaceQuestion[] => {
  const [first] = partsOf(business, demand.service);
  if (!first) return [];
  return workplacesOf(business, first.service, only).map((workplace) =>
    questionAt(business, { ...demand, service: first.service }, workplace),
  );
};

/** What decides about this demand at this workplace. */
export const questionAt = (
  business: Business,
  { service, participants, durationMinutes }: Demand,
  workplace: Workplace,
): WorkplaceQuestion => {
  const { policy } = workplace;
  const length = durationMinutes ?? service.duration_minutes;
  const question: SlotQuestion = {
    ...workplace.providerHours,
    location: workplace.locationHours,
    now: business.now.getTime(),
    busy: busyAt(business, service, workplace),
    resources: resourceNeeds(business, service, workplace),
    service: {
      durationMinutes: length,
      slotIntervalMinutes: policy.slotIntervalMinutes ?? length,
      bufferBefore: service.buffer_before_minutes + service.travel_minutes,
      bufferAfter: service.buffer_after_minutes + service.travel_minutes,
      minNoticeMinutes: policy.minNoticeMinutes,
      maxAdvanceDays: policy.maxAdvanceDays,
      capacity: service.capacity,
      seats: service.capacity > 1 ? participants : 1,
      seasons: service.seasons,
      ...(policy.maxPerDay !== null && { maxPerDay: policy.maxPerDay }),
    },
  };
  return { service, workplace, question };
};

/** What is taken of the provider, with the way there and back where it is somewhere else. */
const busyAt = (business: Business, service: Service, { provider, location }: Workplace): Busy[] =>
  business.takenOf(provider.id).map((row) => {
    const elsewhere = row.location_id !== null && row.location_id !== location.id;
    const away = elsewhere ? row.location_id : null;
    return {
      start: row.starts.getTime() - travelMinutes(business, location.id, away) * minute,
      end: row.ends.getTime() + travelMinutes(business, away, location.id) * minute,
      kind: row.kind === "block" ? "external" : "booking",
      takesAll: row.capacity === 1 || row.service_id !== service.id || elsewhere,
      seats: row.units,
      continues: row.part > 0,
    };
  });

/** Nothing where one of the two is not known: then nobody has to go anywhere. */
const travelMinutes = ({ stored }: Business, from: string | null, to: string | null): number =>
  from === null || to === null
    ? 0
    : (stored.travel.find((row) => row.from_location_id === from && row.to_location_id === to)
        ?.minutes ?? 0);

/** All free slots that start in `[from, to)`, ascending; the whole package where it is one. */
export const openSlots = (
  business: Business,
  demand: Demand,
  range: Range,
  only: Only,
): OpenSlot[] => {
  const found =
    demand.service.kind === "package"
      ? packageSlots(business, demand, range, only)
      : singleSlots(business, demand, range, only);
  return found.sort((a, b) => a.start - b.start);
};

const singleSlots = (business: Business, demand: Demand, range: Range, only: Only): OpenSlot[] =>
  questionsOf(business, demand, only).flatMap((place) =>
    findSlots({ ...place.question, ...bounds(range) }).map((start) => openSlotAt(place, start)),
  );

const bounds = ({ from, to }: Range) => ({ rangeStart: from.getTime(), rangeEnd: to.getTime() });

/** The slot of one service at this start of a workplace, whether free or not. */
export const openSlotAt = (
  { service, workplace, question }: WorkplaceQuestion,
  start: number,
): OpenSlot => {
  const rules = question.service;
  const end = start + rules.durationMinutes * minute;
  const blocked = {
    start: start - rules.bufferBefore * minute,
    end: end + rules.bufferAfter * minute,
  };
  return slotOf([{ service, workplace, start, end, blocked }], question);
};

const slotOf = (parts: readonly [OpenPart, ...OpenPart[]], question: SlotQuestion): OpenSlot => {
  const [first] = parts;
  const last = parts.at(-1) ?? first;
  const taken = question.busy.filter((entry) => entry.start < first.end && first.start < entry.end);
  return {
    start: first.start,
    end: last.end,
    blockedStart: first.blocked.start,
    blockedEnd: last.blocked.end,
    providerId: first.workplace.provider.id,
    locationId: first.workplace.location.id,
    workplace: first.workplace,
    parts,
    currentBookings: taken.reduce((sum, { seats = 1 }) => sum + seats, 0),
  };
};

/** Location by location: a lead does not change places in the middle of a package. */
const packageSlots = (business: Business, demand: Demand, range: Range, only: Only): OpenSlot[] =>
  business.stored.locations
    .filter(({ id }) => (only.locationId ?? id) === id)
    .flatMap((location) => {
      const stages = partsOf(business, demand.service).map((part) => ({
        ...part,
        places: peopleFor(business, part.service, { ...only, locationId: location.id }, demand),
      }));
      const slots = findPackageSlots({
        parts: stages.map(({ places, minGapMinutes, maxGapMinutes }) => ({
          minGapMinutes,
          maxGapMinutes,
          options: places.map(({ workplace, question }) => ({
            providerId: workplace.provider.id,
            question,
          })),
        })),
        sameProvider: demand.service.same_provider,
        ...bounds(range),
      });
      return slots.flatMap((slot) => placedAt(slot, stages));
    });

/** The person asked for gives what they can give; the rest of a package may be given by others. */
const peopleFor = (
  business: Business,
  service: Service,
  only: Only,
  demand: Demand,
): WorkplaceQuestion[] => {
  const own = { ...demand, service, durationMinutes: null };
  const named = workplacesOf(business, service, only);
  const isFree = named.length === 0 && !demand.service.same_provider;
  const places = isFree
    ? workplacesOf(business, service, { ...only, providerId: undefined })
    : named;
  return places.map((workplace) => questionAt(business, own, workplace));
};

interface Stage {
  readonly service: Service;
  readonly places: readonly WorkplaceQuestion[];
}

const placedAt = (slot: PackageSlot, stages: readonly Stage[]): OpenSlot[] => {
  const placed = slot.map(({ providerId, start, end, blocked }, index) => {
    const stage = stages[index];
    const place = stage?.places.find(({ workplace }) => workplace.provider.id === providerId);
    if (!stage || !place) throw new Error("a package slot is made of what was asked for");
    const part = { service: stage.service, workplace: place.workplace, start, end, blocked };
    return { part, question: place.question };
  });
  const [first, ...rest] = placed;
  return first ? [slotOf([first.part, ...rest.map(({ part }) => part)], first.question)] : [];
};

/** Tells one sequence of people and times from another that starts at the same time. */
export const variantOf = ({ parts }: Pick<OpenSlot, "parts">): number =>
  parts.length < 2
    ? 0
    : createHash("sha256")
        .update(JSON.stringify(parts.map((p) => [p.service.id, p.workplace.provider.id, p.start])))
        .digest()
        .readUInt32BE(0);
