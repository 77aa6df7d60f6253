import type { Channel } from "../src/conversation/channel.ts";
import { webChat } from "./web-chat/index.ts";

/** Every way people can write to us. */
export const channels: readonly Channel[] = [webChat];
