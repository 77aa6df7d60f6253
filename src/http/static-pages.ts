import { readFile } from "node:fs/promises";
import * as path from "node:path";

import staticFiles from "@fastify/static";
import type { FastifyInstance } from "fastify";
import { z } from "zod";

import type { Db } from "#src/db/connect.ts";
import { failed, send } from "./answer.ts";
import { escapeHtml } from "./escape-html.ts";
import { languageOf } from "./request-language.ts";
import type { ServerDeps } from "./server-deps.ts";

const Which = z.object({ organization: z.string().max(100).optional() });

/** The console, the widget for other people's pages, and a page of our own to try it on. */
export const mountPages = async (
  http: FastifyInstance,
  { db, staticFiles: { widget, demoPage, console } }: Pick<ServerDeps, "db" | "staticFiles">,
): Promise<void> => {
  mountConsole(http, path.resolve(console));
  await http.register(staticFiles, { root: path.dirname(path.resolve(widget)), serve: false });

  http.get("/widget.js", async (_request, reply) => {
    // Pages of any origin load it; what protects a conversation is its token.
    reply.headers({
      "access-control-allow-origin": "*",
      "cross-origin-resource-policy": "cross-origin",
    });
    return reply.sendFile(path.basename(widget), { maxAge: "5 minutes" });
  });

  http.get("/", async (request, reply) => {
    const slug = Which.safeParse(request.query).data?.organization;
    const organization = await organizationShown(db, slug);
    if (organization === undefined) {
      const language = languageOf(request.headers["accept-language"], "en");
      return send(reply, failed("UNKNOWN_ORGANIZATION", language));
    }
    const page = await readFile(demoPage, "utf8");
    return reply.type("text/html; charset=utf-8").send(fill(page, organization));
  });
};

/** Every screen is the same page; its files are named by their content and never change. */
const mountConsole = (http: FastifyInstance, root: string): void => {
  http.get("/console", (_request, reply) => reply.redirect("/console/", 308));
  http.get<{ Params: { "*": string } }>("/console/*", async (request, reply) => {
    const file = request.params["*"];
    const isFile = /^(?:assets\/)?[\w.-]+\.\w+$/u.test(file) && !file.includes("..");
    if (!isFile) return reply.sendFile("index.html", root, { maxAge: 0 });
    const isNamedByContent = file.startsWith("assets/");
    return reply.sendFile(
      file,
      root,
      isNamedByContent ? { maxAge: "365 days", immutable: true } : { maxAge: "5 minutes" },
    );
  });
};

const organizationShown = (db: Db, slug: string | undefined) =>
  db
    .selectFrom("organizations")
    .select(["slug", "name", "locale"])
    .$if(slug !== undefined, (query) => query.where("slug", "=", slug ?? ""))
    .orderBy("created_at")
    .orderBy("slug")
    .limit(1)
    .executeTakeFirst();

const fill = (page: string, organization: { slug: string; name: string; locale: string }) => {
  const values: Readonly<Record<string, string>> = {
    __SLUG__: organization.slug,
    __NAME__: organization.name,
    __LANGUAGE__: organization.locale,
  };
  return page.replace(/__(SLUG|NAME|LANGUAGE)__/g, (mark) => escapeHtml(values[mark] ?? ""));
};
