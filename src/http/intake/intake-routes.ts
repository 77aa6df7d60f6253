import type { FastifyInstance, FastifyReply, FastifyRequest } from "fastify";
import { z } from "zod";

import { readIntake } from "#src/booking/read-intake.ts";
import type { SopField } from "#src/domain/facts.ts";
import { expectedOf } from "#src/domain/sop/expected-of.ts";
import { notAcceptedOf } from "#src/domain/sop/judge-answers.ts";
import { readAnswer } from "#src/domain/sop/read-answer.ts";
import { acceptForms, type PageAnswer, sendPage } from "../form-pages.ts";
import { closedPage } from "../manage/manage-pages.ts";
import type { ServerDeps } from "../server-deps.ts";
import type { ShownField } from "./intake-fields.ts";
import { donePage, formPage, savedPage } from "./intake-pages.ts";
import { type OpenedIntake, openIntake } from "./open-intake.ts";
import { typedAnswer } from "./typed-answer.ts";

const Params = z.object({ token: z.string().max(200) });
const Answers = z.record(z.string().max(60), z.string().max(2_000));

/** Of one address. */
const looking = { rateLimit: { max: 60, timeWindow: "1 minute" } };
const saving = { rateLimit: { max: 12, timeWindow: "1 minute" } };
/** Fifty answers of a thousand letters, each written as up to nine. */
const mostBytes = 512 * 1_024;

type Open = Extract<OpenedIntake, { readonly ok: true }>;

/**
 * Where a lead answers what their visit needs, without signing in. The link opens this form and
 * nothing else; what was answered is not shown again, as links are passed on.
 */
export const mountIntakePages = async (http: FastifyInstance, deps: ServerDeps): Promise<void> => {
  await http.register(async (scope) => {
    acceptForms(scope, mostBytes);
    const opened =
      (work: (open: Open, body: unknown) => PageAnswer | Promise<PageAnswer>) =>
      async (request: FastifyRequest, reply: FastifyReply) => {
        const { token } = request.params as z.output<typeof Params>;
        const open = await openIntake(deps, token, request.headers["accept-language"]);
        return sendPage(reply, open.ok ? await work(open, request.body) : closed(open));
      };
    const schema = { hide: true, params: Params };
    scope.get("/i/:token", { config: looking, schema }, opened(show));
    scope.post(
      "/i/:token",
      { config: saving, schema },
      opened((open, body) => save(deps, open, Answers.safeParse(body).data ?? {})),
    );
  });
};

const closed = ({ of, why }: Exclude<OpenedIntake, Open>): PageAnswer => ({
  status: why === "unknown" ? 404 : 410,
  page: closedPage(of, why),
});

const show = ({ form, intake }: Open): PageAnswer => {
  const open = intake.fields.filter(({ met }) => !met);
  const page =
    open.length === 0
      ? donePage(form)
      : formPage(
          form,
          open.map((field) => ({ field, said: "", problem: null })),
        );
  return { status: 200, page };
};

/** All that was filled in, or, when one answer is none of its type, nothing. */
const save = async (
  deps: ServerDeps,
  open: Open,
  said: Readonly<Record<string, string>>,
): Promise<PageAnswer> => {
  const { form, intake, caller } = open;
  const read = intake.fields
    .filter(({ met }) => !met)
    .map((field) => readField(deps, open, field, said[field.field]?.trim() ?? ""));
  if (read.some(({ problem }) => problem !== null)) {
    return { status: 422, page: formPage(form, read, "wrong") };
  }
  const answers = Object.fromEntries(
    read.flatMap(({ field, value }) => (value === null ? [] : [[field.field, value]])),
  );
  if (Object.keys(answers).length === 0) {
    return { status: 422, page: formPage(form, read, "nothing") };
  }
  const { id: bookingId, organizationId } = intake.booking;
  const saved = await deps.bookings.saveDetails(caller, { bookingId, answers });
  if (!saved.ok) return { status: 409, page: formPage(form, read, "wrong") };
  const now = await deps.db
    .transaction()
    .execute((tx) => readIntake(tx, organizationId, bookingId, deps.now()));
  const left = now?.fields.filter(({ met }) => !met) ?? [];
  const refusals = left
    .filter(({ field, refused }) => refused !== null && field in answers)
    .map((field) => refusalOf(deps, form, field));
  return { status: 200, page: savedPage(form, { refusals, isDone: left.length === 0 }) };
};

const refusalOf = ({ phrases }: ServerDeps, { language }: Open["form"], field: SopField): string =>
  phrases.refusal(language)("sop_answers_accepted", notAcceptedOf(field, language)).suggestedReply;

/** What was written, in the form it is kept in, or what is wrong with it; empty is neither. */
const readField = (
  { phrases, now }: ServerDeps,
  { form: { language }, intake: { organization } }: Open,
  field: SopField,
  said: string,
): ShownField & { readonly value: string | null } => {
  const plain =
    said === "" ? null : typedAnswer(field, said, { zone: organization.timezone, now: now() });
  const value = plain === null ? null : readAnswer(field, plain);
  const isWrong = said !== "" && value === null;
  const expected = { field: field.field, ...expectedOf(field, language) };
  const problem = isWrong
    ? phrases.refusal(language)("answer_unfit", expected).suggestedReply
    : null;
  return { field, said, problem, value };
};
