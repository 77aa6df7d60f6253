import type { Uses } from "#src/db/queries/catalog-uses.ts";
import type { SopFault } from "#src/domain/sop/sop-fault.ts";

/** Why an edit of the catalog is refused; src/http/edit-sentences.ts says it in both languages. */
export type EditCode =
  | "unknown_location"
  | "unknown_provider"
  | "unknown_service"
  | "unknown_resource"
  | "unknown_lead"
  | "unknown_override"
  | "unknown_time_off"
  | "unknown_lead_block"
  | "unknown_price_rule"
  | "invalid_timezone"
  | "impossible_date"
  | "in_use"
  | "appointments_ahead"
  | "duplicate_name"
  | "intervals_overlap"
  | "override_exists"
  | "time_off_overlaps"
  | "block_exists"
  | "duration_needed"
  | "flexible_bounds"
  | "only_flexible"
  | "length_between_bounds"
  | "bounds_of_steps"
  | "participants_order"
  | "capacity_too_small"
  | "package_capacity"
  | "package_parts"
  | "only_package"
  | "part_is_package"
  | "is_part_of_package"
  | "no_common_provider"
  | "gap_order"
  | "consultation_is_itself"
  | "consultation_circle"
  | "payment_needs_price"
  | "payment_needs_methods"
  | "one_deposit"
  | "only_travelling"
  | "kind_twice"
  | "weekday_twice"
  | "end_not_after_start"
  | "not_overnight"
  | "one_owner"
  | "one_period"
  | "period_backwards"
  | "same_place"
  | "one_blocked"
  | "one_scope"
  | "unknown_sop"
  | "one_price_change"
  | "no_price_change"
  | "volume_lowers"
  | "fill_rate_bounds"
  | "too_many_price_rules"
  | "unknown_template"
  | "already_set_up"
  | "template_names"
  | "unknown_answer"
  | "too_many_answers"
  | "nothing_to_preview"
  | SopFault["code"];

/** An edit that was not done, and the field of the request that is the reason. */
export interface EditRefusal {
  readonly ok: false;
  readonly code: EditCode;
  readonly field: string;
  /** What stands in the way; with `in_use` and `appointments_ahead` only. */
  readonly uses?: Uses;
}

export const refuseEdit = (code: EditCode, field: string, uses?: Uses): EditRefusal => ({
  ok: false,
  code,
  field,
  ...(uses && { uses }),
});
