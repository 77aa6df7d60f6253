/** Bodies that would be taken, so that a route which forgets whose thing it is would do it. */
export const bodies: Readonly<Record<string, object>> = {
  "POST /bookings/{id}/cancel": { reason: "Đổi ý" },
  "DELETE /bookings/{id}": { reason: "Đổi ý" },
  "POST /bookings/{id}/move": {
    ...{ shownStart: "2026-03-03T02:00:00Z", start: "2026-03-04T02:00:00Z", reason: "Đổi ý" },
  },
  "POST /bookings/{id}/reschedule": { reason: "Đổi ý" },
  "POST /bookings/{id}/show-up": { showedUp: true },
  "POST /bookings/{id}/transitions/{to}": { reason: "Đổi ý" },
  "PATCH /bookings/{id}": { notes: "x" },
  "PATCH /conversations/{id}": { approval_mode: "off" },
  "POST /conversations/{id}/messages": { text: "x" },
  "PATCH /providers/{id}": { name: "x" },
  "PATCH /services/{id}": { name: "x" },
  "PATCH /locations/{id}": { name: "x" },
  "PATCH /resources/{id}": { name: "x" },
  "PATCH /members/{id}": { role: "manager" },
  "POST /turns/{id}/replay": { prompt: "agent", model: "embedded" },
  "PUT /locations/{id}/hours": { hours: [] },
  "PUT /services/{id}/rules": {},
  "PUT /providers/{id}/rules": {},
  "PUT /locations/{id}/rules": {},
};
