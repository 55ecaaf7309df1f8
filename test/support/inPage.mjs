/* global document, getComputedStyle, Node, performance -- these run inside a page */
// Each function is sent to the page separately, so it can't use anything outside itself.

/** Text whose contrast with its background is below a ratio (WCAG 2: 4.5 for text). */
export function faintTexts(least) {
  const channels = (color) => (color.match(/[\d.]+/g) ?? []).map(Number);
  const luminance = (color) => {
    const [r, g, b] = channels(color).map((channel) => {
      const part = channel / 255;
      return part <= 0.03928 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4;
    });
    return 0.2126 * r + 0.7152 * g + 0.0722 * b;
  };
  const behind = (element) => {
    for (let at = element; at; at = at.parentElement) {
      const { backgroundColor } = getComputedStyle(at);
      if (channels(backgroundColor)[3] !== 0) return backgroundColor;
    }
    return "rgb(255, 255, 255)";
  };
  const isText = (node) => node.nodeType === Node.TEXT_NODE && node.textContent.trim() !== "";
  const withText = [...document.body.querySelectorAll("*")].filter((each) =>
    [...each.childNodes].some(isText),
  );
  return withText.flatMap((element) => {
    const { fill, color } = getComputedStyle(element);
    const shades = [
      luminance(element.namespaceURI.endsWith("svg") ? fill : color),
      luminance(behind(element)),
    ];
    const ratio = (Math.max(...shades) + 0.05) / (Math.min(...shades) + 0.05);
    return ratio < least ? [{ text: element.textContent.trim().slice(0, 40), ratio }] : [];
  });
}

export const unfold = () => document.querySelectorAll("details").forEach((each) => (each.open = true));

/** How many pixels wider than the screen the page is. */
export const overflow = () => document.documentElement.scrollWidth - document.documentElement.clientWidth;

/** The number of elements that don't match. */
export const countWithout = ([elements, wanted]) =>
  [...document.querySelectorAll(elements)].filter((each) => !each.matches(wanted)).length;

/** Milliseconds from the start of the navigation until the page was parsed. */
export const readyAfter = () => performance.getEntriesByType("navigation")[0].domContentLoadedEventEnd;
