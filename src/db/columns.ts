import type { ColumnType } from "kysely";

export type Timestamp = ColumnType<Date, Date | string, Date | string>;

/** JSON whose shape is parsed where it is read. */
export type Json<Absent> = ColumnType<unknown, string | Absent, string>;
