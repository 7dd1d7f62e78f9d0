import { useState } from 'react';
import { exportModel, type ModelState, useModel } from '../../../store/model.ts';
import { addFiles } from '../../../store/reading.ts';
import { Button } from '../../components/Button.tsx';
import { Card } from '../../components/Card.tsx';
import { DropZone } from '../../components/DropZone.tsx';
import { StagePage } from '../../components/StagePage.tsx';
import { SwitchField } from '../../components/SwitchField.tsx';
import { saveAs } from '../../saveAs.ts';
import { EmptyStage } from '../EmptyStage.tsx';
import { ModelFacts } from './ModelFacts.tsx';

async function download(float16: boolean): Promise<void> {
  const exported = await exportModel(float16);
  if (exported) saveAs(exported.zip, exported.name);
}

function originOf({ runId, starter }: NonNullable<ModelState['model']>): string {
  if (starter) return 'The starter model';
  return runId === null ? 'The model you brought' : 'The model you trained';
}

/** Take the model away; bring one back. */
export default function ExportStage() {
  const { model, exporting } = useModel();
  const [float16, setFloat16] = useState(false);
  return (
    <StagePage
      title="Export"
      lead="Take the model away as one zip, and use it here, in TensorFlow.js or anywhere its files are read."
    >
      {model ? (
        <Card
          title={originOf(model)}
          hint="model.json and weights.bin (TensorFlow.js), intone.json (labels, scaler, front end, recipe, metrics), MODEL_CARD.md"
          actions={
            <Button variant="primary" busy={exporting} onClick={() => void download(float16)}>
              Download model
            </Button>
          }
        >
          <ModelFacts model={model} />
          <SwitchField
            label="Half precision (float16)"
            help="Weights rounded to about three digits: half the size."
            checked={float16}
            onChange={setFloat16}
          />
        </Card>
      ) : (
        <EmptyStage title="No model to take away yet" from="train" action="Go to Train">
          Train one first. If you have a model zip from Intone, drop it below.
        </EmptyStage>
      )}
      <DropZone
        compact
        single
        title="Bring a model back"
        hint="A model zip downloaded from Intone predicts at once, in any browser"
        accept=".zip"
        onFiles={(files) => void addFiles(files)}
      />
    </StagePage>
  );
}
