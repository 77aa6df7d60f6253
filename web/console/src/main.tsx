import "@mantine/core/styles.css";
import "@mantine/notifications/styles.css";
import "./console.css";

import { MantineProvider } from "@mantine/core";
import { Notifications } from "@mantine/notifications";
import { QueryClient, QueryClientProvider } from "@tanstack/react-query";
import { StrictMode } from "react";
import { createRoot } from "react-dom/client";
import { Router } from "wouter";

import { Problem } from "./api/ask.ts";
import { Console } from "./shell/console.tsx";
import { theme } from "./theme.ts";

const mostTries = 2;

const queries = new QueryClient({
  defaultOptions: {
    queries: {
      staleTime: 5_000,
      // A no stays a no; what was not answered may be asked again.
      retry: (tries, error) =>
        tries < mostTries &&
        error instanceof Problem &&
        (error.status === 0 || error.status >= 500),
    },
  },
});

const place = document.getElementById("console");
if (!place) throw new Error("the page has no place for the console");
createRoot(place).render(
  <StrictMode>
    <MantineProvider theme={theme} defaultColorScheme="auto">
      <QueryClientProvider client={queries}>
        <Notifications position="bottom-left" limit={4} />
        <Router base="/console">
          <Console />
        </Router>
      </QueryClientProvider>
    </MantineProvider>
  </StrictMode>,
);
