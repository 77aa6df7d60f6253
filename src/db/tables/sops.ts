import type { JSONColumnType } from "kysely";

import type { AnsweredUnder, Preparation, Sop, SopQuestion } from "#src/domain/sop/sop.ts";
import type { Timestamp } from "../columns.ts";

export interface SopsTable {
  id: string;
  organization_id: string;
  position: number;
  /** The one in force. */
  version: number;
}

/** Never changed: the database refuses it. */
export interface SopVersionsTable {
  active: boolean;
  all_services: boolean;
  audience: Sop["audience"];
  made_at: Timestamp;
  made_by: string;
  name: string;
  organization_id: string;
  preparations: JSONColumnType<Preparation[], string, string>;
  questions: JSONColumnType<SopQuestion[], string, string>;
  sop_id: string;
  version: number;
}

export interface SopVersionServicesTable {
  organization_id: string;
  service_id: string;
  sop_id: string;
  version: number;
}

/** By field: which version asked, and when it was answered. */
export type AnsweredColumn = JSONColumnType<
  Record<string, AnsweredUnder>,
  string | undefined,
  string
>;
