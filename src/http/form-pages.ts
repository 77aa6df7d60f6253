import type { FastifyInstance, FastifyReply } from "fastify";

/** A page for people, and the status it is answered with. */
export interface PageAnswer {
  readonly status: number;
  readonly page: string;
}

/** Lets the routes of a scope take what a form of a page sends, and nothing else. */
export const acceptForms = (scope: FastifyInstance, mostBytes: number): void => {
  scope.removeAllContentTypeParsers();
  scope.addContentTypeParser(
    "application/x-www-form-urlencoded",
    { parseAs: "string", bodyLimit: mostBytes },
    (_request, body, done) => done(null, Object.fromEntries(new URLSearchParams(String(body)))),
  );
};

/** What a page shows is one person's: no cache keeps it and no search engine finds it. */
export const sendPage = (reply: FastifyReply, { status, page }: PageAnswer): FastifyReply =>
  reply
    .status(status)
    .headers({ "cache-control": "no-store", "x-robots-tag": "noindex" })
    .type("text/html; charset=utf-8")
    .send(page);
