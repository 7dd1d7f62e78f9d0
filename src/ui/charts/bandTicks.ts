const ROUND_HZ = [50, 100, 200, 500, 1000, 2000, 4000, 8000, 16000];

/**
 * Ticks at round frequencies for an axis whose unit is the band's number, placed between the two nearest
 * band centres. `centresHz` rises; frequencies outside it get no tick.
 */
export function bandTicks(centresHz: ArrayLike<number>): { tickvals: number[]; ticktext: string[] } {
  const tickvals: number[] = [];
  const ticktext: string[] = [];
  let band = 0;
  for (const hz of ROUND_HZ) {
    while (band + 1 < centresHz.length && centresHz[band + 1] < hz) band += 1;
    const below = centresHz[band];
    const above = centresHz[band + 1];
    if (hz < below || above === undefined) continue;
    const value = band + (hz - below) / (above - below);
    // Low frequencies crowd: keep labels a few bands apart.
    if (tickvals.length > 0 && value - tickvals[tickvals.length - 1] < centresHz.length / 16) continue;
    tickvals.push(value);
    ticktext.push(hz >= 1000 ? `${hz / 1000}k` : String(hz));
  }
  return { tickvals, ticktext };
}

/** 440 → '440 Hz'. */
export function formatHz(hz: number): string {
  return `${Math.round(hz)} Hz`;
}
