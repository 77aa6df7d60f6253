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

export const theme = createTheme({
  primaryColor: "ink",
  primaryShade: { light: 7, dark: 5 },
  colors: { ink },
  defaultRadius: "md",
  fontFamily:
    'Inter, "Segoe UI", system-ui, -apple-system, Roboto, "Helvetica Neue", Arial, sans-serif',
  fontSizes: { xs: "12px", sm: "13px", md: "14px", lg: "16px", xl: "19px" },
  autoContrast: true,
  respectReducedMotion: true,
  cursorType: "pointer",
});
