import type { Channel } from "../../src/conversation/channel.ts";
import { mountActivities } from "./activity-routes.ts";
import { answerErrors } from "./answer-errors.ts";
import { mountConversations } from "./conversation-routes.ts";
import { allowAnyOrigin } from "./cors.ts";
import { acceptEmptyJson } from "./json-body.ts";
import { mountStream } from "./stream-route.ts";
import { mountTokens } from "./token-routes.ts";

/**
 * Web chat over Direct Line 3.0, the protocol of Microsoft's Web Chat and of our own widget.
 * Source: learn.microsoft.com/azure/bot-service/rest-api/bot-framework-rest-direct-line-3-0-api-reference
 */
export const webChat: Channel = {
  name: "web-chat",
  limits: { textChars: 4_000, choices: 10, choiceChars: 60 },
  mount: async (http, host) => {
    await http.register(
      async (scope) => {
        answerErrors(scope);
        acceptEmptyJson(scope);
        allowAnyOrigin(scope);
        mountTokens(scope, host);
        mountConversations(scope, host);
        mountActivities(scope, host);
        mountStream(scope, host);
      },
      { prefix: "/v3/directline" },
    );
  },
};
