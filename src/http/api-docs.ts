import swagger from "@fastify/swagger";
import scalar from "@scalar/fastify-api-reference";
import type { FastifyInstance } from "fastify";
import { jsonSchemaTransform, jsonSchemaTransformObject } from "fastify-type-provider-zod";

/** The reference configures itself by an inline script; it may talk to this server only. */
const contentSecurityPolicy = [
  "default-src 'self'",
  "script-src 'self' 'unsafe-inline'",
  "style-src 'self' 'unsafe-inline'",
  "img-src 'self' data:",
  "font-src 'self' data:",
  "connect-src 'self'",
].join("; ");

/** Collects the routes of the API from here on, and shows them at /docs. */
export const mountApiDocs = async (http: FastifyInstance): Promise<void> => {
  await http.register(swagger, {
    openapi: {
      openapi: "3.1.0",
      info: { title: "Slotwise", version: "1", description },
      components: {
        securitySchemes: { apiKey: { type: "http", scheme: "bearer", bearerFormat: "slw_…" } },
      },
      security: [{ apiKey: [] }],
    },
    hideUntagged: true,
    transform: jsonSchemaTransform,
    transformObject: withoutUnused,
  });
  await http.register(scalar, {
    routePrefix: "/docs",
    configuration: {
      pageTitle: "Slotwise API",
      // What would load from, send to or advertise somebody else's service.
      withDefaultFonts: false,
      telemetry: false,
      hideClientButton: true,
      showDeveloperTools: "never",
      agent: { disabled: true },
      mcp: { disabled: true },
    },
    hooks: {
      onRequest: (_request, reply, done) => {
        reply.header("content-security-policy", contentSecurityPolicy);
        done();
      },
    },
  });
};

/** Every schema comes in a form for requests, too, which none of ours refers to. */
const withoutUnused: typeof jsonSchemaTransformObject = (document) => {
  const whole = jsonSchemaTransformObject(document);
  const schemas = "components" in whole ? (whole.components?.schemas ?? {}) : {};
  for (const name of Object.keys(schemas)) if (name.endsWith("Input")) delete schemas[name];
  return whole;
};

const description = `Bookings of one organization: the one your API key belongs to.

- Errors are \`{ success: false, error, message, … }\`; \`message\` follows \`Accept-Language\` (vi, en).
- Every POST takes an \`Idempotency-Key\`: the same request with the same key has one effect.
- Lists answer \`nextCursor\`; send it back as \`cursor\` for the next page.
- Local dates and times of a booking are on the clock of its location.`;
