/** How colours look to different eyes, and how far apart they are; for tests of the palettes. */

export type Rgb = [number, number, number];

/** Machado, Oliveira & Fernandes 2009, severity 1, on linear RGB. */
export const VISION: Record<string, [Rgb, Rgb, Rgb]> = {
  typical: [
    [1, 0, 0],
    [0, 1, 0],
    [0, 0, 1],
  ],
  protan: [
    [0.152286, 1.052583, -0.204868],
    [0.114503, 0.786281, 0.099216],
    [-0.003882, -0.048116, 1.051998],
  ],
  deutan: [
    [0.367322, 0.860646, -0.227968],
    [0.280085, 0.672501, 0.047413],
    [-0.01182, 0.04294, 0.968881],
  ],
  tritan: [
    [1.255528, -0.076749, -0.178779],
    [-0.078411, 0.930809, 0.147602],
    [0.004733, 0.691367, 0.3039],
  ],
};

/** Distance in OKLab as these eyes see two colours (#rrggbb); 0.1 is told apart at a glance. */
export function seenDistance(a: string, b: string, vision: keyof typeof VISION): number {
  const [first, second] = [a, b].map((hex) => {
    const rgb = linear(hex);
    return oklab(VISION[vision].map((row) => dot(row, rgb)) as Rgb);
  });
  return Math.hypot(...first.map((value, axis) => value - second[axis]));
}

/** WCAG 2 contrast ratio, 1…21. */
export function contrast(a: string, b: string): number {
  const luminances = [a, b].map((hex) => dot(linear(hex), [0.2126, 0.7152, 0.0722]));
  return (Math.max(...luminances) + 0.05) / (Math.min(...luminances) + 0.05);
}

function dot(a: Rgb, b: Rgb): number {
  return a[0] * b[0] + a[1] * b[1] + a[2] * b[2];
}

function linear(hex: string): Rgb {
  return [1, 3, 5].map((at) => {
    const value = Number.parseInt(hex.slice(at, at + 2), 16) / 255;
    return value <= 0.04045 ? value / 12.92 : ((value + 0.055) / 1.055) ** 2.4;
  }) as Rgb;
}

/** Ottosson 2020. */
function oklab(rgb: Rgb): Rgb {
  const inGamut = rgb.map((value) => Math.min(1, Math.max(0, value))) as Rgb;
  const l = Math.cbrt(dot(inGamut, [0.4122214708, 0.5363325363, 0.0514459929]));
  const m = Math.cbrt(dot(inGamut, [0.2119034982, 0.6806995451, 0.1073969566]));
  const s = Math.cbrt(dot(inGamut, [0.0883024619, 0.2817188376, 0.6299787005]));
  return [
    0.2104542553 * l + 0.793617785 * m - 0.0040720468 * s,
    1.9779984951 * l - 2.428592205 * m + 0.4505937099 * s,
    0.0259040371 * l + 0.7827717662 * m - 0.808675766 * s,
  ];
}
