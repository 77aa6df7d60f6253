import { createTheme, type MantineColorsTuple } from "@mantine/core";

const ink: MantineColorsTuple = [
  "#eef0ff",
  "#dfe2fd",
  "#bcc2f6",
  "#959eef",
  "#757fe8",
  "#606ce4",
  "#5360e2",
  "#4350c8",
  "#3a47b4",
  "#2e3c9f",
];

/** Mantine's greys, a little bluer, so that fields and cards are of one family. */
const dark: MantineColorsTuple = [
  "#dde2ea",
  "#b9c1cd",
  "#98a2b1",
  "#6c7786",
  "#3b4350",
  "#2e3540",
  "#252b35",
  "#1b1f26",
  "#14171c",
  "#0f1216",
];

export const theme = createTheme({
  primaryColor: "ink",
  primaryShade: 7,
  colors: { ink, dark },
  defaultRadius: "md",
  fontFamily:
    'Inter, "Segoe UI", system-ui, -apple-system, Roboto, "Helvetica Neue", Arial, sans-serif',
  fontSizes: { xs: "12px", sm: "13px", md: "14px", lg: "16px", xl: "19px" },
  autoContrast: true,
  respectReducedMotion: true,
  cursorType: "pointer",
});
