/** What a leak is worth, in words. */
import type { UarDifference } from '../../../core/metrics/compareReports.ts';
import { roughWords } from '../../../core/words/report.ts';

/** 'A random split would have claimed 18.3 points more'. @param difference its UAR less the honest one */
export function leakWords({ difference }: Pick<UarDifference, 'difference'>): string {
  const points = (100 * difference).toFixed(1);
  if (Number(points) > 0) return `A random split would have claimed ${points} points more`;
  if (Number(points) === 0) return 'The random split claims just as much here';
  return `The random split claims ${points.replace('-', '')} points less here`;
}

/** '95 % interval of the difference: 12.1 to 24.0 points.' */
export function leakIntervalWords({
  low,
  high,
  by,
  units,
}: Pick<UarDifference, 'low' | 'high' | 'by' | 'units'>): string {
  const rough = roughWords({ by, units });
  const words = `95 % interval of the difference: ${points(low)} to ${points(high)} points${rough ? ` (${rough})` : ''}`;
  if (low <= 0 && high >= 0) return `${words}, so chance alone could explain it.`;
  return by === 'clip' ? `${words}, over clips: it says nothing of other voices.` : `${words}.`;
}

function points(share: number): string {
  return (100 * share).toFixed(1).replace('-', '−');
}
