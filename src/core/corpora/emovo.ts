import type { Emotion } from '../dataset/emotions.ts';
import type { PathParts } from './path.ts';
import type { Corpus, PathReading } from './reading.ts';

/** Disgusto, gioia, neutro, paura, rabbia, sorpresa, tristezza. */
const EMOTION_CODES: Record<string, Emotion> = {
  dis: 'disgust',
  gio: 'happy',
  neu: 'neutral',
  pau: 'fearful',
  rab: 'angry',
  sor: 'surprised',
  tri: 'sad',
};

/** Brevi, lunghe, non-senso, domande. */
const SENTENCES = new Map<string, string>([
  ['b1', 'Gli operai si alzano presto'],
  ['b2', 'I vigili sono muniti di pistola'],
  ['b3', 'La cascata fa molto rumore'],
  ['l1', "L'autunno prossimo Tony partirà per la Spagna nella prima metà di ottobre"],
  ['l2', 'Ora prendo la felpa di là ed esco per fare una passeggiata'],
  ['l3', "Un attimo dopo s'è incamminato ed è inciampato"],
  ['l4', 'Vorrei il numero telefonico del Signor Piatti'],
  ['n1', 'La casa forte vuole col pane'],
  ['n2', "La forza trova il passo e l'aglio rosso"],
  ['n3', 'Il gatto sta scorrendo nella pera'],
  ['n4', "Insalata pastasciutta coscia d'agnello limoncello"],
  ['n5', 'Uno quarantatré dieci mille cinquantasette venti'],
  ['d1', 'Sabato sera cosa farà?'],
  ['d2', 'Porti con te quella cosa?'],
]);

/**
 * EMOVO, Italian: `EMOVO/f1/dis-f1-b1.wav`, emotion, speaker, sentence; the folder not needed.
 * Source: Costantini et al. 2014, LREC, pp. 3501–3504, and the corpus's "La struttura di EMOVO".
 */
export const EMOVO: Corpus = {
  name: 'EMOVO',
  read({ name }: PathParts): PathReading | null {
    const fields = /^(dis|gio|neu|pau|rab|sor|tri)-([fm][123])-([bdln]\d)$/.exec(name.toLowerCase());
    if (fields === null) return null;
    const [, emotionCode, speaker, sentence] = fields;
    const text = SENTENCES.get(sentence);
    if (text === undefined) return null;
    return {
      kind: 'clip',
      labels: {
        corpus: 'EMOVO',
        emotion: EMOTION_CODES[emotionCode],
        speaker: `EMOVO ${speaker}`,
        gender: speaker.startsWith('f') ? 'female' : 'male',
        text,
        intensity: null,
      },
    };
  },
};
