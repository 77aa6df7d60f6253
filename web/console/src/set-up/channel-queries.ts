import { queryOptions } from "@tanstack/react-query";

import { ChannelAccountList } from "#src/http/contract/channel-accounts.ts";
import { ask } from "../api/ask.ts";

export const channelAccountsQuery = queryOptions({
  queryKey: ["set-up", "/channel-accounts"],
  queryFn: async ({ signal }) =>
    (await ask(ChannelAccountList, "GET", "/channel-accounts", { signal })).channel_accounts,
});
