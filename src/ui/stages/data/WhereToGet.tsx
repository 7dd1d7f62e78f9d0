import { Card } from '../../components/Card.tsx';
import { type Column, DataTable } from '../../components/DataTable.tsx';

interface KnownCorpus {
  name: string;
  holds: string;
  licence: string;
  url: string;
}

/** From the corpora's own pages and papers. */
const CORPORA: KnownCorpus[] = [
  {
    name: 'RAVDESS',
    holds: '24 actors, 8 emotions, 1,440 speech and 1,012 song clips',
    licence: 'CC BY-NC-SA 4.0',
    url: 'https://zenodo.org/records/1188976',
  },
  {
    name: 'TESS',
    holds: '2 actresses, 7 emotions, 2,800 clips of one word each',
    licence: 'CC BY-NC-ND 4.0',
    url: 'https://doi.org/10.5683/SP2/E8H2MF',
  },
  {
    name: 'CREMA-D',
    holds: '91 actors, 6 emotions, 7,442 clips',
    licence: 'ODbL 1.0',
    url: 'https://github.com/CheyneyComputerScience/CREMA-D',
  },
  {
    name: 'SAVEE',
    holds: '4 men, 7 emotions, 480 clips',
    licence: 'research, on registration',
    url: 'http://kahlan.eps.surrey.ac.uk/savee/',
  },
  {
    name: 'EmoDB',
    holds: 'German: 10 actors, 6 emotions and boredom, 535 clips',
    licence: 'CC0 1.0',
    url: 'http://emodb.bilderbar.info/start.html',
  },
  {
    name: 'EMOVO',
    holds: 'Italian: 6 actors, 7 emotions, 588 clips',
    licence: 'free for research',
    url: 'https://aclanthology.org/L14-1478/',
  },
  {
    name: 'ESD',
    holds: 'English and Mandarin: 10 speakers each, 5 emotions, 35,000 clips',
    licence: 'research, on signing its licence',
    url: 'https://github.com/HLTSingapore/Emotional-Speech-Data',
  },
  {
    name: 'nEMO',
    holds: 'Polish: 9 actors, 6 emotions, 4,481 clips',
    licence: 'CC BY-NC-SA 4.0',
    url: 'https://github.com/amu-cai/nEMO',
  },
  {
    name: 'JL-Corpus',
    holds: 'New Zealand English: 4 actors, 4 of the emotions and 6 others, 2,400 clips',
    licence: 'CC0 1.0',
    url: 'https://www.kaggle.com/datasets/tli725/jl-corpus',
  },
];

const COLUMNS: Column<KnownCorpus>[] = [
  {
    id: 'name',
    header: 'Corpus',
    cell: ({ name, url }) => (
      <a href={url} target="_blank" rel="noreferrer">
        {name}
      </a>
    ),
  },
  { id: 'holds', header: 'Holds', cell: ({ holds }) => holds },
  { id: 'licence', header: 'Licence', cell: ({ licence }) => licence },
];

/** For who comes with empty hands. */
export function WhereToGet() {
  return (
    <Card
      title="Where to get recordings"
      hint="Download a corpus from its site, or its copy on Kaggle, and drop the zip above. No need to unzip or rename."
      flush
    >
      <DataTable
        caption="Corpora that Intone recognises"
        columns={COLUMNS}
        rows={CORPORA}
        rowKey={({ name }) => name}
      />
    </Card>
  );
}
