let last: Promise<void> = Promise.resolve();

/**
 * Runs `draw` in a task of its own, after those asked for before: Plotly takes some 40 ms for a chart on a slow
 * machine, and two in one task would hold the page up.
 */
export function drawInTurn(draw: () => Promise<void>): void {
  last = last.then(() => new Promise((resolve) => setTimeout(resolve))).then(draw);
}
