import { DEMO_CORPUS } from './demo.ts';

/** What the licences of the known corpora ask, as far as their makers say it. */

export interface Licence {
  /** 'CC BY-NC-SA 4.0', or what is known where there is none. */
  name: string;
  /** A sentence or two in plain words. */
  asks: string;
  /** Whom to name, and where the corpus is offered. */
  credit: string;
}

const BY_NC_SA = {
  name: 'CC BY-NC-SA 4.0',
  asks: 'Name its makers, no commercial use, and share what you make of it under the same licence.',
};

const RAVDESS: Licence = {
  ...BY_NC_SA,
  credit: 'Livingstone & Russo 2018, doi:10.1371/journal.pone.0196391, doi:10.5281/zenodo.1188976',
};

const ESD: Licence = {
  name: 'a licence of its own',
  asks: 'Research only, and its makers ask for a signed licence.',
  credit: 'Zhou et al. 2022, doi:10.1016/j.specom.2021.11.006, github.com/HLTSingapore/Emotional-Speech-Data',
};

/** By a corpus's display name, as in ClipLabels. A corpus whose terms could not be found says so. */
const LICENCES: Record<string, Licence> = {
  RAVDESS,
  'RAVDESS song': RAVDESS,
  TESS: {
    name: 'CC BY-NC-ND 4.0',
    asks: 'Name its makers, no commercial use, and do not pass on what you make of its recordings.',
    credit: 'Pichora-Fuller & Dupuis 2020, doi:10.5683/SP2/E8H2MF',
  },
  'CREMA-D': {
    name: 'ODbL 1.0, contents DbCL 1.0',
    asks: 'Name it wherever what was made of it is shown, and offer an adapted database under the same licence.',
    credit: 'Cao et al. 2014, doi:10.1109/TAFFC.2014.2336244, github.com/CheyneyComputerScience/CREMA-D',
  },
  SAVEE: {
    name: 'on request',
    asks: 'Free of charge, for research only.',
    credit: 'Jackson & Haq 2014, University of Surrey, kahlan.eps.surrey.ac.uk/savee',
  },
  nEMO: { ...BY_NC_SA, credit: 'Christop 2024, arXiv:2404.06292' },
  'JL-Corpus': {
    name: 'CC0 1.0',
    asks: 'Nothing; naming its makers is good manners.',
    credit: 'James et al. 2018, Interspeech, kaggle.com/tli725/jl-corpus',
  },
  'ESD English': ESD,
  'ESD Mandarin': ESD,
  [DEMO_CORPUS]: {
    name: 'none needed',
    asks: 'Nothing: nobody spoke it.',
    credit: 'synthesised by Intone',
  },
  EmoDB: {
    name: 'none found',
    asks: 'Offered for free without a licence text: ask its makers before any use beyond research.',
    credit: 'Burkhardt et al. 2005, Interspeech, emodb.bilderbar.info',
  },
  EMOVO: {
    name: 'none found',
    asks: 'Offered for free without a licence text: ask its makers before any use beyond research.',
    credit: 'Costantini et al. 2014, LREC, Fondazione Ugo Bordoni',
  },
};

/** Null for corpora that Intone does not know: the user's own folders. */
export function licenceOf(corpus: string): Licence | null {
  return Object.hasOwn(LICENCES, corpus) ? LICENCES[corpus] : null;
}

/** What it asks, in a line; `corpus` by its display name. */
export function licenceWords(corpus: string): string {
  const licence = licenceOf(corpus);
  if (!licence) return 'Intone does not know its licence; whoever gave you the recordings does.';
  return `${licence.name}. ${licence.asks} (${licence.credit})`;
}
