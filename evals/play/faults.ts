import { type ChatModel, ModelError } from "#src/agent/model/chat-model.ts";

/** What goes wrong at the model's next call; it goes wrong once. */
export interface Faults {
  next: ModelError["kind"] | null;
}

export const withFaults = (model: ChatModel, faults: Faults): ChatModel => ({
  name: model.name,
  respond: async (request) => {
    const kind = faults.next;
    faults.next = null;
    if (kind !== null) throw new ModelError(kind, "the case lets this call fail");
    return model.respond(request);
  },
});
