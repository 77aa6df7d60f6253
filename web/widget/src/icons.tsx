const icon = (path: string) => () => (
  <svg viewBox="0 0 24 24" width="24" height="24" aria-hidden="true">
    <path d={path} fill="none" stroke="currentColor" stroke-width="2" stroke-linejoin="round" />
  </svg>
);

export const ChatIcon = icon("M4 5h16v12h-8l-5 4v-4H4zM8 11h8");
export const CloseIcon = icon("M6 6l12 12M18 6L6 18");
export const SendIcon = icon("M12 19V5M6 11l6-6 6 6");
