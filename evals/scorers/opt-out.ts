import { foldVietnamese } from "#src/language/normalise-text.ts";
import type { PlayedTurn } from "../play/play.ts";
import type { Scorer } from "./scorer.ts";

/** Read here by itself, so that an agent that does not hear it is found out. */
const stop = /^\W*(stop|stop all|unsubscribe|huy nhan tin|ngung nhan tin|dung nhan tin nua)\W*$/u;

const asksToStop = ({ wrote, pressed }: PlayedTurn): boolean =>
  !pressed && wrote.some((line) => stop.test(foldVietnamese(line)));

/** Who asked not to be written to hears of us once more, and then only when they write. */
export const optOut: Scorer = {
  name: "opt-out honoured",
  critical: true,
  score: (_case, { turns }) => {
    const asked = turns.findIndex(asksToStop);
    return turns.flatMap((turn, place) => {
      const isOut = turns[place - 1]?.optedOut === true || (asked >= 0 && place > asked);
      return isOut && turn.wrote.length === 0 && turn.replies.length > 0
        ? [`step ${turn.step + 1}: written to after they asked not to be`]
        : [];
    });
  },
};
