import type { Page } from "playwright-core";
import { expect } from "vitest";

/** Luminance and contrast as WCAG 2.2 defines them. */
const contrastOf = (a: string, b: string): number => {
  const light = (color: string): number => {
    const parts = (color.match(/[\d.]+/gu) ?? []).slice(0, 3).map((part) => Number(part) / 255);
    const [red = 0, green = 0, blue = 0] = parts.map((part) =>
      part <= 0.04045 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4,
    );
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue;
  };
  const [dark = 0, bright = 0] = [light(a), light(b)].toSorted((one, other) => one - other);
  return (bright + 0.05) / (dark + 0.05);
};

/** What a person without a mouse, or with a small screen, would stumble over. */
const faultsOf = (page: Page): Promise<string[]> =>
  page
    .locator("body")
    .evaluate((body) => {
      const faults: string[] = [];
      const { documentElement: root } = document;
      if (!root.lang) faults.push("no language");
      if (!document.title) faults.push("no title");
      if (document.querySelectorAll("h1").length !== 1) faults.push("not one heading");
      if (!document.querySelector("main")) faults.push("no main part");
      if (root.scrollWidth > root.clientWidth) faults.push("wider than the screen");
      for (const input of body.querySelectorAll("input:not([type=hidden]), textarea")) {
        if (!input.closest("label")?.textContent?.trim()) faults.push("an input without a label");
      }
      for (const target of body.querySelectorAll(".button, label.time")) {
        if (target.getBoundingClientRect().height < 44) faults.push(`${target.textContent} is low`);
        if (!target.textContent?.trim()) faults.push("a button without a name");
      }
      return faults;
    })
    .catch((error: unknown) => [String(error)]);

const colorsOf = (page: Page) =>
  page
    .locator("h1, p, dt, dd, header, footer a, .button, .time, legend, label")
    .evaluateAll((all) =>
      all.map((one) => {
        const groundOf = (from: Element | null): string => {
          if (!from) return "rgb(255, 255, 255)";
          const color = getComputedStyle(from).backgroundColor;
          return color === "rgba(0, 0, 0, 0)" ? groundOf(from.parentElement) : color;
        };
        return { text: one.textContent, ink: getComputedStyle(one).color, ground: groundOf(one) };
      }),
    );

/** Throws when a page has such a fault, or words too faint to read. */
export const expectAccessible = async (page: Page): Promise<void> => {
  expect(await faultsOf(page)).toEqual([]);
  for (const { text, ink, ground } of await colorsOf(page)) {
    expect(contrastOf(ink, ground), `${text}`).toBeGreaterThanOrEqual(4.5);
  }
};
