/** What the database layer reports, in the shape of a pino logger. Never row contents. */
export interface DatabaseLog {
  info(fields: object, message: string): void;
  warn(fields: object, message: string): void;
}
