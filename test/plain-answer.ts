import type { SopQuestion } from "#src/domain/sop/sop.ts";

/** An answer that lets a lead on, whatever it is. */
export const plainAnswerTo = ({ type, accepts, options, range }: SopQuestion): string => {
  const [accepted] = accepts ?? [];
  switch (type) {
    case "yes_no":
      return accepted ?? "yes";
    case "choice":
      return accepted ?? options[0]?.key ?? "";
    case "number":
      return String(range?.least ?? range?.most ?? 1);
    case "date":
      return "1990-05-24";
    case "phone":
      return "+84901234567";
    case "email":
      return "lan@example.com";
    case "text":
      return "none";
  }
};
