import {
  type PointerEvent as ReactPointerEvent,
  useCallback,
  useEffect,
  useRef,
  useState,
} from "react";

import type { Entry } from "./calendar-queries.ts";

/** Where an appointment is being dragged to. */
export interface Drag {
  readonly entry: Entry;
  readonly columnKey: string;
  /** Minutes since midnight. */
  readonly start: number;
}

interface Grid {
  /** Of the first line of the grid, in minutes since midnight. */
  readonly first: number;
  readonly pixelsPerMinute: number;
}

const snapMinutes = 15;
/** Below this it was a click of an unsteady hand. */
const leastPixels = 5;

export const snap = (minutes: number): number => Math.round(minutes / snapMinutes) * snapMinutes;

/** Drags with a mouse or a pen; fingers scroll, and move an appointment through its form. */
export const useDrag = (grid: Grid, drop: (drag: Drag) => void) => {
  const [drag, setDrag] = useState<Drag | null>(null);
  const wasDragged = useRef(false);
  const latest = useRef({ grid, drop });
  useEffect(() => {
    latest.current = { grid, drop };
  });

  const begin = useCallback((down: ReactPointerEvent<HTMLElement>, entry: Entry): void => {
    wasDragged.current = false;
    if (down.button !== 0 || down.pointerType === "touch") return;
    const grabbed = down.clientY - down.currentTarget.getBoundingClientRect().top;
    let over: Drag | null = null;
    const move = (event: PointerEvent): void => {
      const way = Math.hypot(event.clientX - down.clientX, event.clientY - down.clientY);
      if (over === null && way < leastPixels) return;
      event.preventDefault();
      wasDragged.current = true;
      const column = document
        .elementsFromPoint(event.clientX, event.clientY)
        .find((one): one is HTMLElement => one instanceof HTMLElement && "column" in one.dataset);
      if (!column) return;
      const { first, pixelsPerMinute } = latest.current.grid;
      const y = event.clientY - grabbed - column.getBoundingClientRect().top;
      const start = Math.max(0, snap(first + y / pixelsPerMinute));
      over = { entry, columnKey: column.dataset.column ?? "", start };
      setDrag(over);
    };
    const end = (): void => {
      window.removeEventListener("pointermove", move);
      window.removeEventListener("pointerup", up);
      window.removeEventListener("pointercancel", end);
      window.removeEventListener("keydown", key);
      setDrag(null);
    };
    const up = (): void => {
      end();
      if (over) latest.current.drop(over);
    };
    const key = (event: KeyboardEvent): void => {
      if (event.key === "Escape") end();
    };
    window.addEventListener("pointermove", move);
    window.addEventListener("pointerup", up);
    window.addEventListener("pointercancel", end);
    window.addEventListener("keydown", key);
  }, []);

  /** True once after a drag: the click that ends it means nothing. */
  const endsDrag = useCallback((): boolean => {
    const was = wasDragged.current;
    wasDragged.current = false;
    return was;
  }, []);
  return { drag, begin, endsDrag };
};
