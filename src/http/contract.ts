export * from "./contract/error.ts";
export * from "./contract/slot.ts";
