import { BaseCheckpointSaver } from "@langchain/langgraph";

type Saver = BaseCheckpointSaver;
type Put = Parameters<Saver["put"]>;

/**
 * Reads checkpoints and writes none. A turn that goes on after a person's decision leaves its thread
 * as it waits: should the process die before the answer is stored, or the words be refused, the next
 * decision finds the very same place.
 */
export class FrozenThread extends BaseCheckpointSaver {
  readonly #stored: Saver;

  constructor(stored: Saver) {
    super(stored.serde);
    this.#stored = stored;
  }

  override getTuple(...asked: Parameters<Saver["getTuple"]>): ReturnType<Saver["getTuple"]> {
    return this.#stored.getTuple(...asked);
  }

  override list(...asked: Parameters<Saver["list"]>): ReturnType<Saver["list"]> {
    return this.#stored.list(...asked);
  }

  override put(...[config, checkpoint]: Put): ReturnType<Saver["put"]> {
    return Promise.resolve({
      configurable: { ...config.configurable, checkpoint_id: checkpoint.id },
    });
  }

  override putWrites(): Promise<void> {
    return Promise.resolve();
  }

  override deleteThread(): Promise<void> {
    return Promise.resolve();
  }
}
