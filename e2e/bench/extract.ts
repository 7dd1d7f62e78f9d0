/**
 * From a dropped zip to stored features of every clip: the built page, and librosa doing the same in turn on the same
 * machine, for it is the ratio that counts.
 */
import { mkdtempSync, rmSync, statSync } from 'node:fs';
import { availableParallelism, cpus, tmpdir } from 'node:os';
import { basename, join } from 'node:path';
import { INTONE_FRONT_END } from '../../src/core/frontend/config.ts';
import { type Extraction, extractInBrowser } from './extraction.ts';
import { type PeerRound, runPeer } from './peer/runPeer.ts';
import { writePortions } from './portions.ts';
import { median } from './statistics.ts';

const MB = 2 ** 20;

interface Round {
  ours: Extraction;
  /** By number of processes. */
  peers: { processes: number; round: PeerRound }[];
}

export async function benchExtract(options: Record<string, string>): Promise<unknown> {
  const { zip, peer, rounds = '3', scale } = options;
  if (!zip) throw new Error('--zip names the corpus zip to drop.');
  const cores = availableParallelism();
  const processCounts = peer ? [...new Set([1, cores])] : [];
  const all: Round[] = [];
  for (let i = 0; i < Number(rounds); i++) {
    const ours = await extractInBrowser(zip);
    const peers = processCounts.map((processes) => ({
      processes,
      round: runPeer(peer!, zip, INTONE_FRONT_END, processes),
    }));
    all.push({ ours, peers });
    console.error(roundWords(i + 1, { ours, peers }));
  }
  const summary = summaryOf(all, statSync(zip).size / MB, processCounts);
  printSummary(summary);
  const growth = scale ? await measureGrowth(zip, scale.split(',').map(Number), Number(rounds)) : null;
  return {
    zip: basename(zip),
    machine: { cores, cpu: cpus()[0]?.model ?? null },
    browser: all[0].ours.browser,
    ...summary,
    growth,
    rounds: all,
  };
}

function roundWords(number: number, { ours, peers }: Round): string {
  const rate = ({ clips, seconds }: { clips: number; seconds: number }) =>
    `${(clips / seconds).toFixed(1)} clips/s (${seconds.toFixed(2)} s)`;
  return [
    `round ${number}: ours ${rate(ours)}`,
    ...peers.map(({ processes, round }) => `librosa × ${processes} ${rate(round)}`),
  ].join(', ');
}

interface Rate {
  clipsPerS: number;
  cpuMsPerClip: number;
}

interface PeerRate extends Rate {
  processes: number;
  /** As if the clock had run from the start of Python on. */
  clipsPerSWithStartUp: number;
  failures: number;
  /** Median over rounds of our rate over the peer's in the same round. */
  ratio: number;
  ratioWithStartUp: number;
}

interface Summary {
  clips: number;
  ours: Rate;
  peers: PeerRate[];
  peakTabMb: number | null;
  boundMb: number;
  withinBound: boolean | null;
  longestTaskMs: number | null;
  stagesMsPerClip: Record<string, number> | null;
}

const perS = ({ clips, seconds }: { clips: number; seconds: number }) => clips / seconds;
const withStartUp = (round: PeerRound) => round.clips / (round.seconds + round.startUpS);
const cpuMs = ({ clips, cpuS }: { clips: number; cpuS: number }) => (1000 * cpuS) / clips;

function summaryOf(all: Round[], zipMb: number, processCounts: number[]): Summary {
  const ours = all.map((round) => round.ours);
  const peaks = ours.flatMap(({ peakTabMb }) => (peakTabMb === null ? [] : [peakTabMb]));
  const peakTabMb = peaks.length > 0 ? Math.max(...peaks) : null;
  const boundMb = Math.round(1.5 * zipMb + 400);
  const tasks = ours.flatMap(({ longTasks }) => longTasks.longestMs ?? []);
  return {
    clips: ours[0].clips,
    ours: { clipsPerS: median(ours.map(perS)), cpuMsPerClip: median(ours.map(cpuMs)) },
    peers: processCounts.map((processes, k) => {
      const pairs = all.map(({ ours, peers }) => ({ ours, peer: peers[k].round }));
      const peers = pairs.map(({ peer }) => peer);
      return {
        processes,
        clipsPerS: median(peers.map(perS)),
        cpuMsPerClip: median(peers.map(cpuMs)),
        clipsPerSWithStartUp: median(peers.map(withStartUp)),
        failures: peers[0].failures.length,
        ratio: median(pairs.map(({ ours, peer }) => perS(ours) / perS(peer))),
        ratioWithStartUp: median(pairs.map(({ ours, peer }) => perS(ours) / withStartUp(peer))),
      };
    }),
    peakTabMb,
    boundMb,
    withinBound: peakTabMb === null ? null : peakTabMb <= boundMb,
    longestTaskMs: tasks.length > 0 ? Math.max(...tasks) : null,
    stagesMsPerClip: stagesPerClip(ours),
  };
}

function stagesPerClip(rounds: Extraction[]): Record<string, number> | null {
  const known = rounds.flatMap(({ stagesMs, clips }) => (stagesMs ? [{ stagesMs, clips }] : []));
  if (known.length === 0) return null;
  return Object.fromEntries(
    Object.keys(known[0].stagesMs).map((stage) => [
      stage,
      median(known.map(({ stagesMs, clips }) => stagesMs[stage] / clips)),
    ]),
  );
}

function printSummary({ ours, peers, peakTabMb, boundMb, withinBound, ...rest }: Summary): void {
  const round = (x: number) => Number(x.toFixed(2));
  console.error(`\n${rest.clips} clips; medians over rounds, ratios within a round`);
  console.table([
    { who: 'Intone', 'clips/s': round(ours.clipsPerS), 'CPU ms/clip': round(ours.cpuMsPerClip) },
    ...peers.map((peer) => ({
      who: `librosa × ${peer.processes}`,
      'clips/s': round(peer.clipsPerS),
      'CPU ms/clip': round(peer.cpuMsPerClip),
      'Intone is × as fast': round(peer.ratio),
      'with its start-up': round(peer.ratioWithStartUp),
    })),
  ]);
  if (rest.stagesMsPerClip) {
    console.error('Where the time goes, ms per clip (over all workers; waiting counts, and stages overlap)');
    console.table(
      Object.entries(rest.stagesMsPerClip).map(([stage, ms]) => ({ stage, 'ms/clip': round(ms) })),
    );
  }
  const verdict = withinBound === null ? 'not measured' : withinBound ? 'holds' : 'BROKEN';
  console.error(`Peak of the tab ${peakTabMb} MB; bound 1.5 × zip + 400 MB = ${boundMb} MB: ${verdict}`);
}

interface Growth {
  clips: number;
  seconds: number;
  msPerClip: number;
}

/** Seconds per clip of ever larger parts of the corpus: level where time grows in proportion. */
async function measureGrowth(zip: string, scales: number[], rounds: number): Promise<Growth[]> {
  const folder = mkdtempSync(join(tmpdir(), 'intone-portions-'));
  try {
    const portions = await writePortions(zip, scales, folder);
    const times = new Map(portions.map(({ path }) => [path, [] as Extraction[]]));
    // Sizes by turns, so that a slow minute of the machine falls on all of them.
    for (let i = 0; i < rounds; i++)
      for (const { path } of portions) times.get(path)!.push(await extractInBrowser(path));
    const growth = portions.map(({ path }) => {
      const all = times.get(path)!;
      const seconds = median(all.map((one) => one.seconds));
      return { clips: all[0].clips, seconds, msPerClip: (1000 * seconds) / all[0].clips };
    });
    console.table(growth.map(({ msPerClip, ...rest }) => ({ ...rest, 'ms/clip': msPerClip.toFixed(2) })));
    return growth;
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}
