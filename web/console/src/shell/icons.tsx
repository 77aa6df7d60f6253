import type { SVGProps } from "react";

const paths = {
  inbox: "M3 13h5l2 3h4l2-3h5M5 5h14l2 8v6H3v-6z",
  search: "M11 4a7 7 0 1 0 0 14 7 7 0 0 0 0-14zM16 16l5 5",
  filter: "M4 6h16M7 12h10M10 18h4",
  check: "M5 12.5l4.5 4.5L19 7",
  cross: "M6 6l12 12M18 6L6 18",
  edit: "M4 20h4L19 9l-4-4L4 16zM13 7l4 4",
  person: "M12 4a4 4 0 1 0 0 8 4 4 0 0 0 0-8zM4 21c0-4 3.5-6 8-6s8 2 8 6",
  robot: "M5 9h14v10H5zM12 9V5M9 13.5v1M15 13.5v1M3 13v3M21 13v3",
  hand: "M8 12V6a1.5 1.5 0 0 1 3 0v5V4.5a1.5 1.5 0 0 1 3 0V11V6a1.5 1.5 0 0 1 3 0v8c0 4-2 7-6 7-3 0-4.500-1.500-7-6l-1-2c1.500-1.500 3-.5 5 1z",
  back: "M14 6l-6 6 6 6M8 12h12",
  send: "M4 12l16-8-6 16-3-6z",
  clock: "M12 4a8 8 0 1 0 0 16 8 8 0 0 0 0-16zM12 8v4.500l3 2",
  warning: "M12 4l9 16H3zM12 10v4M12 17v.5",
  calendar: "M4 6h16v14H4zM4 10h16M8 3v4M16 3v4",
  note: "M5 4h14v10l-5 6H5zM14 20v-6h5",
  tag: "M4 12V4h8l8 8-8 8zM8 8v.1",
  bolt: "M13 3L5 14h6l-1 7 8-11h-6z",
  sun: "M12 8a4 4 0 1 0 0 8 4 4 0 0 0 0-8zM12 3v2M12 19v2M3 12h2M19 12h2M5.600 5.600l1.400 1.400M17 17l1.400 1.400M5.600 18.400L7 17M17 7l1.400-1.400",
  moon: "M20 14A8 8 0 1 1 10 4a6 6 0 0 0 10 10z",
  help: "M12 3a9 9 0 1 0 0 18 9 9 0 0 0 0-18zM9.500 9.500a2.500 2.500 0 1 1 3.500 2.300c-.7.3-1 .8-1 1.700M12 17v.3",
  chevron: "M7 10l5 5 5-5",
  download: "M12 4v11M7 11l5 5 5-5M5 20h14",
  info: "M12 3a9 9 0 1 0 0 18 9 9 0 0 0 0-18zM12 11v6M12 7.500v.3",
  chart: "M4 20h16M7 20v-6M12 20V6M17 20v-10",
  sliders: "M4 7h10M18 7h2M14 5v4M18 5v4M4 17h2M10 17h10M6 15v4M10 15v4",
  prompt: "M4 5h16v14H4zM8 10l3 2.500-3 2.500M13 15h4",
  plus: "M12 5v14M5 12h14",
  copy: "M9 9h10v11H9zM5 15V4h10",
  leave: "M14 4h6v16h-6M10 8l-4 4 4 4M6 12h10",
} as const;

export type IconName = keyof typeof paths;

interface IconProps extends Omit<SVGProps<SVGSVGElement>, "name"> {
  readonly name: IconName;
  readonly size?: number;
}

/** A picture beside words; it says nothing the words do not. */
export const Icon = ({ name, size = 18, ...rest }: IconProps) => (
  <svg
    width={size}
    height={size}
    viewBox="0 0 24 24"
    fill="none"
    stroke="currentColor"
    strokeWidth={1.8}
    strokeLinecap="round"
    strokeLinejoin="round"
    aria-hidden="true"
    focusable="false"
    {...rest}
  >
    <path d={paths[name]} />
  </svg>
);
