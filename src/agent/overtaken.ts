/** Thrown out of a turn that shall not go on: the lead has written again, or a person speaks now. */
export class Overtaken extends Error {
  override readonly name = "Overtaken";
}
