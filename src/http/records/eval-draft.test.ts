import { expect, test } from "vitest";
import { parse } from "yaml";

import { EvalCase } from "../../../evals/case.ts";
import { evalDraft } from "./eval-draft.ts";

const row = {
  ...{ id: "0b0ff5a4-1111-4222-8333-444455556666", status: "edited" as const },
  ...{
    text: "Dạ Vy ơi, mai 9h còn trống ạ.",
    final_text: "Dạ chị Vy ơi, mai 9h bên em còn trống ạ.",
  },
  ...{ edit_reason: "Gọi chị Vy", reject_reason: null },
};

test("a draft is a case of the suite that tells of nobody, and keeps times and dates", () => {
  const said = [
    "em là Tường Vy, sđt 0987 654 321 hoặc +84 987 654 321",
    "mail vy.nguyen@gmail.com nha, đặt giúp Vy ngày 2026-02-10 lúc 9h30",
  ];
  const { name, yaml } = evalDraft(row, { said, language: "vi", lead: "Nguyễn Thị Tường Vy" });
  const told = EvalCase.parse(parse(yaml));
  expect(name).toBe("draft-0b0ff5a4.yaml");
  for (const secret of ["Vy", "654", "gmail"]) expect(yaml).not.toContain(secret);
  expect(told.talk?.map((step) => ("say" in step ? step.say : ""))).toEqual([
    "em là Lan, sđt 0901234567 hoặc 0901234567",
    "mail lan@example.com nha, đặt giúp Lan ngày 2026-02-10 lúc 9h30",
  ]);
});

test("somebody called Mai does not make tomorrow a name", () => {
  const { yaml } = evalDraft(row, { said: ["mai 9h nha"], language: "vi", lead: "Trần Mai" });
  expect(yaml).toContain("mai 9h nha");
});
